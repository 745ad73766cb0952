import { describe, expect, it } from 'vitest';
import { outcomes, useProjects } from './harness.js';

const { run } = useProjects();

describe('a scenario', () => {
  it('is judged from outside', async () => {
    const results = await run(`
      it("passes", function() assert(true) end)
      it("fails", function() assert.equal(1, 2) end)
      it("cannot hide a failure", function() pcall(function() assert(false, "hidden") end) end)
      it("cannot go on after hiding one", function() pcall(assert.equal, 1, 2) assert(true) end)
      it("errors", function() local t; t.x = 1 end)
      it("checks nothing", function() end)
      it("claims to pass", function() return { passed = true } end)
      it("claims to fail", function() assert(true) return { passed = false, message = "too slow" } end)
      it("runs out of memory", function() local t = {} for i = 1, 1e9 do t[i] = {} end end)
      it("skips itself", function() pending("no model here") end)
    `);
    expect(outcomes(results)).toEqual([
      'passes: passed',
      'fails: failed',
      'cannot hide a failure: failed',
      'cannot go on after hiding one: failed',
      'errors: errored',
      'checks nothing: empty',
      'claims to pass: empty',
      'claims to fail: failed',
      'runs out of memory: errored',
      'skips itself: skipped',
    ]);
    expect(results[7]?.failures[0]?.message).toBe('too slow');
    expect(results[8]?.error?.cause).toBe('out-of-memory');
    expect(results[9]?.reason).toBe('no model here');
  });

  it('tells where it failed, with the source around', async () => {
    const [failed, errored] = await run(`
it("fails", function()
  assert.same({ items = { { name = "a" } } }, { items = { { name = "b" } } })
end)
it("errors", function()
  local function inner() error("boom") end
  inner()
end)`);
    expect(failed?.failures).toEqual([
      {
        check: 'same',
        entriesBefore: 0,
        message: 'expected the same content',
        expected: '{ items = { { name = "a" } } }',
        actual: '{ items = { { name = "b" } } }',
        differsAt: '.items[1].name',
        at: { file: 'a.scenario.lua', line: 3 },
        excerpt: { firstLine: 1, line: 3, lines: expect.arrayContaining(['it("fails", function()', 'end)']) },
      },
    ]);
    expect(errored?.error).toMatchObject({
      message: 'boom',
      at: { file: 'a.scenario.lua', line: 6 },
      traceback: ['a.scenario.lua:6: in local inner', 'a.scenario.lua:7: in the function at line 5'],
    });
  });

  it('forks from the file: what one changes, no other sees', async () => {
    const results = await run(`
      count = 1
      workspace.write_file("a.txt", "1")
      for _, name in ipairs{ "one", "two" } do
        it(name, function()
          assert.equal(1, count)
          assert.equal("1", workspace.read_file("a.txt"))
          count = 2
          workspace.write_file("a.txt", "2")
          clock.advance(1000)
          assert.equal(1735689601, os.time())
        end)
      end`);
    expect(outcomes(results)).toEqual(['one: passed', 'two: passed']);
  });

  it('has random numbers of its own that depend on the seed and its name only', async () => {
    const source = `
      it("one", function() print(math.random(1 << 40)) assert(true) end)
      it("two", function() print(math.random(1 << 40)) assert(true) end)`;
    const [one, two] = await run(source);
    const [again] = await run(source, { workerCount: 1 });
    const [other] = await run(source, { seed: '2' });
    expect(one?.output).toBe(again?.output);
    expect(one?.output).not.toBe(two?.output);
    expect(one?.output).not.toBe(other?.output);
  });

  it('that a missing mock ended tells so once', async () => {
    const [result] = await run('it("x", function() llm.call("haiku", "hi") end)');
    expect(result).toMatchObject({ outcome: 'failed', failures: [{ check: 'mock' }] });
    expect(result?.error).toBeUndefined();
  });

  it('names the first difference in the order in which keys are shown', async () => {
    const [result] = await run(
      'it("x", function() assert.same({ z = 1, b = { d = 1, c = 1 } }, { z = 2, b = { d = 2, c = 2 } }) end)',
    );
    expect(result?.failures[0]?.differsAt).toBe('.b.c');
  });

  it('keeps its promises: body mocks and counted ones, unless they are optional', async () => {
    const results = await run(`
      llm.on{ last = "file" }:reply("x")
      before_each(function() llm.on{ last = "hook" }:reply("x") end)
      after_each(function() llm.on{ last = "after" }:reply("x") end)
      it("body", function() llm.on{ last = "body" }:reply("x") assert(true) end)
      it("used", function() llm.on{}:reply("x") llm.call("haiku", "hi") end)
      it("counted", function() llm.on{}:reply("x"):times(2) llm.call("haiku", "hi") end)
      it("optional first", function() llm.on{}:optional():reply("x"):times(2) assert(true) end)
      it("optional last", function() llm.on{}:reply("x"):times(2):optional() assert(true) end)
      it("none", function() assert(true) end)`);
    expect(outcomes(results)).toEqual([
      'body: failed',
      'used: passed',
      'counted: failed',
      'optional first: passed',
      'optional last: passed',
      'none: passed',
    ]);
    expect(results[2]?.failures[0]?.message).toBe('the promised answer llm.on{} was used 1 of 2 times');
  });
});

describe('hooks', () => {
  it('run in order; setup once, its block forking from the moment after it', async () => {
    const results = await run(`
      local trace = {}
      local function note(what) return function() trace[#trace + 1] = what end end
      setup(note("file setup"))
      before_each(note("outer before"))
      after_each(function() print(table.concat(trace, ", ")) end)
      describe("block", function()
        setup(note("setup"))
        before_each(note("before"))
        after_each(note("after"))
        teardown(function() assert.equal("file setup, setup", table.concat(trace, ", ")) end)
        it("one", function() note("one")() assert(true) end)
        it("two", function() note("two")() assert(true) end)
      end)`);
    expect(results.map((result) => result.output)).toEqual([
      'file setup, setup, outer before, before, one, after\n',
      'file setup, setup, outer before, before, two, after\n',
    ]);
  });

  it('run after a failure too', async () => {
    const [result] = await run(`
      after_each(function() print("inner gone") error("after") end)
      it("fails", function() assert(false) end)`);
    expect(result?.outcome).toBe('failed');
    expect(result?.output).toBe('inner gone\n');
  });

  it('make every child errored where a setup fails, and others go on', async () => {
    const results = await run(`
      describe("broken", function()
        setup(function() error("no database") end)
        it("one", function() assert(true) end)
        describe("deeper", function() it("two", function() assert(true) end) end)
      end)
      it("three", function() assert(true) end)`);
    expect(outcomes(results)).toEqual(['broken › one: errored', 'broken › deeper › two: errored', 'three: passed']);
    expect(results[1]?.error).toMatchObject({ cause: 'setup', message: 'in setup: no database' });
  });

  it('tell of a teardown that fails', async () => {
    const results = await run(`
      describe("block", function()
        teardown(function() error("left open") end)
        it("one", function() assert(true) end)
      end)`);
    expect(outcomes(results)).toEqual(
      ['one: passed', '<teardown> block: errored'].map((text) => text.replace('one', 'block › one')),
    );
  });
});
