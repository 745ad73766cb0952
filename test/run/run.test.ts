import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import { makeProject, outcomes, runAll, runEvents } from './harness.js';

const roots: string[] = [];

function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = makeProject(files);
  roots.push(root);
  return root;
}

/** Runs one scenario file. */
async function run(source: string | Uint8Array, changes: Parameters<typeof runAll>[2] = {}): Promise<ScenarioResult[]> {
  return runAll(project({ 'a.scenario.lua': source }), ['a.scenario.lua'], changes);
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

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

describe('definitions', () => {
  it('make paths, tags, parameters and options', async () => {
    const results = await run(`
      describe("outer #slow", { tags = { "db" }, timeout_ms = 1000 }, function()
        context("inner", function()
          it("named #smoke", { retries = 2 }, function() assert(true) end)
          each{ {"low", 10}, {"high", nil, 3} }("%s risk", function(name, score, third) print(name, score, third) assert(true) end)
          each{ 1, 2 }("no place for it", function(n) print(n) assert(true) end)
        end)
      end)
      pending("waits for prices", "no prices")
      todo("to write")
      it("has no body yet")
      function test_b() assert(true) return { passed = true, duration_ms = 150 } end
      function test_a() assert(true) end`);
    expect(results.map(({ scenario }) => scenario.path.join(' › '))).toEqual([
      'outer #slow › inner › named #smoke',
      'outer #slow › inner › low risk',
      'outer #slow › inner › high risk',
      'outer #slow › inner › no place for it (1)',
      'outer #slow › inner › no place for it (2)',
      'waits for prices',
      'to write',
      'has no body yet',
      'test_b',
      'test_a',
    ]);
    expect(results[0]?.scenario).toMatchObject({ tags: ['db', 'slow', 'smoke'], timeoutMs: 1000, retries: 2 });
    expect(results[2]?.output).toBe('high\tnil\t3\n');
    expect(results.slice(5, 8).map((result) => result.outcome)).toEqual(['skipped', 'todo', 'todo']);
    expect(results[5]?.reason).toBe('no prices');
    expect(results[8]?.reportedDurationMs).toBe(150);
  });

  it('give a repeated name a number and a warning', async () => {
    const root = project({
      'a.scenario.lua': 'it("x", function() assert(true) end)\nit("x", function() assert(true) end)',
    });
    const events = await runEvents(root, ['a.scenario.lua']);
    expect(events.filter((event) => event.kind === 'warning')).toEqual([
      expect.objectContaining({ at: { file: 'a.scenario.lua', line: 2 }, message: expect.stringContaining('"x #2"') }),
    ]);
  });

  it.each([
    [
      'it("x", { timeout = 5 }, function() end)',
      'it: unknown option "timeout"; there are tags, timeout_ms and retries',
    ],
    ['it(5)', 'it: a name is expected first, got number'],
    ['describe("x")', 'describe: a function is expected after the name, got nil'],
    ['each{}("x", print)', 'each: a list of rows is expected, such as each{ {1, 2}, {3, 4} }'],
    ['each{ {"a"} }("%d risk", function() end)', 'each: the name "%d risk" does not fit row 1'],
    ['before_each("x")', 'before_each: a function is expected, got string'],
  ])('refuse %s with its line', async (source, message) => {
    const [result] = await run(`\n${source}`);
    expect(result).toMatchObject({ outcome: 'errored', error: { cause: 'load', message, at: { line: 2 } } });
  });

  it('are refused in a running scenario', async () => {
    const [result] = await run('it("x", function()\n it("y", function() end) end)');
    expect(result?.error?.message).toBe(
      'it: only at the top of a scenario file or inside describe, not in a running scenario',
    );
  });
});

describe('a file that does not load', () => {
  it.each([
    ['a syntax error', 'it("x", function()\n  local = 5\nend)', 2, "not valid Lua: <name> expected near '='"],
    ['nothing in it', '', 1, 'the file defines no scenario'],
    ['bytecode', Uint8Array.of(27, 76, 117, 97), undefined, 'the file is Lua bytecode: only source text is taken'],
    ['2 MiB', `--${'x'.repeat(2 * 1024 * 1024)}`, undefined, 'the file is too large: 2.0 MiB, at most 1 MiB is taken'],
    ['an error at its top level', '\n\nerror("top")', 3, 'top'],
    ['memory without end', 'local t = {} while true do t[#t + 1] = {} end', undefined, 'not enough memory'],
  ])('because of %s is an error with its line, and the others run', async (_, source, line, message) => {
    const root = project({ 'a.scenario.lua': source, 'b.scenario.lua': 'it("x", function() assert(true) end)' });
    const results = await runAll(root, ['a.scenario.lua', 'b.scenario.lua']);
    expect(outcomes(results)).toEqual(['<load>: errored', 'x: passed']);
    expect(results[0]?.error).toMatchObject({ message, at: { file: 'a.scenario.lua', ...(line && { line }) } });
  });

  it('is told with its whole name, however long', async () => {
    const file = `${'deep/'.repeat(20)}broken.scenario.lua`;
    const [syntax] = await runAll(project({ [file]: 'x =' }), [file]);
    expect(syntax?.error).toMatchObject({
      message: 'not valid Lua: unexpected symbol near <eof>',
      at: { file, line: 1 },
    });
    const [raised] = await runAll(project({ [file]: 'error("why")' }), [file]);
    expect(raised?.error).toMatchObject({ message: 'why', at: { file, line: 1 } });
  });

  it('loads with a byte order mark, CRLF, a #! line and bytes that are not UTF-8', async () => {
    const text =
      '\uFEFF#!/usr/bin/env lua\r\nit("x", function()\r\n  assert.equal(3, #"\\xff\\xfe" + 1)\r\n  local s = "';
    const bytes = Buffer.concat([
      Buffer.from(text),
      Buffer.of(0xff, 0xfe),
      Buffer.from('"\r\n  assert.equal(9, #s)\r\nend)'),
    ]);
    const [result] = await run(bytes);
    expect(result?.failures[0]).toMatchObject({ at: { line: 5 }, expected: '9', actual: '2' });
  });
});

describe('what is stuck', () => {
  it('is timed out alone; the others get their outcomes', async () => {
    const stuck = [
      'while true do end',
      'while true do pcall(function() while true do end end) end',
      'return (("a"):rep(40)):find(("a*"):rep(20) .. "b")',
      'coroutine.wrap(function() while true do end end)()',
    ];
    const source = stuck.flatMap((body, i) => [
      `it("good ${i}", function() assert(true) end)`,
      `it("stuck ${i}", { timeout_ms = 100 }, function() ${body} end)`,
    ]);
    const results = await run([...source, 'it("last", function() assert(true) end)'].join('\n'));
    expect(results.map((result) => result.outcome)).toEqual([
      ...stuck.flatMap(() => ['passed', 'timed-out']),
      'passed',
    ]);
    expect(results[1]?.error).toMatchObject({
      at: { line: 2 },
      message: 'the scenario was stopped after 100 ms of real time',
    });
  });

  it('at the top level is the file’s error, once', async () => {
    const root = project({
      'a.scenario.lua': 'while true do end',
      'b.scenario.lua': 'it("x", function() assert(true) end)',
    });
    const results = await runAll(root, ['a.scenario.lua', 'b.scenario.lua'], { timeoutMs: 150 });
    expect(outcomes(results)).toEqual(['<load>: timed-out', 'x: passed']);
  });

  it('in a hook blames the hook', async () => {
    const results = await run(
      `describe("s", function()
         setup(function() while true do end end)
         it("one", function() assert(true) end)
         it("two", function() assert(true) end)
       end)
       describe("t", function()
         teardown(function() while true do end end)
         it("three", function() assert(true) end)
       end)
       describe("b", function()
         before_each(function() while true do end end)
         it("four", function() assert(true) end)
       end)
       it("five", function() assert(true) end)`,
      { timeoutMs: 150 },
    );
    expect(outcomes(results)).toEqual([
      's › one: errored',
      's › two: errored',
      't › three: passed',
      '<teardown> t: timed-out',
      'b › four: timed-out',
      'five: passed',
    ]);
    expect(results[0]?.error).toMatchObject({ cause: 'setup', message: 'setup was stopped after 150 ms of real time' });
  });
});

describe('retries', () => {
  it('have other random numbers, and a pass among them is flaky', async () => {
    const [flaky, failed] = await run(
      `it("by chance", { retries = 20 }, function() assert(math.random(4) == 1, "not this time") end)
       it("never", { retries = 2 }, function() assert(false, "no") end)`,
    );
    expect(flaky?.outcome).toBe('flaky');
    expect(flaky?.earlierAttempts.every((attempt) => attempt.outcome === 'failed')).toBe(true);
    expect(failed?.outcome).toBe('failed');
    expect(failed?.earlierAttempts).toHaveLength(2);
  });

  it('follow a kill as well', async () => {
    const [result] = await run(
      'it("stuck by chance", { retries = 30, timeout_ms = 100 }, function() if math.random(3) > 1 then while true do end end assert(true) end)',
      { seed: 'b' },
    );
    expect(result?.outcome).toBe('flaky');
    expect(result?.earlierAttempts.length).toBeGreaterThan(0);
    expect(result?.earlierAttempts.every((attempt) => attempt.outcome === 'timed-out')).toBe(true);
  });
});

describe('a run', () => {
  it('spreads a long file over the workers, each scenario told once, in the same words', async () => {
    const body = Array.from(
      { length: 1000 },
      (_, i) => `it("n ${i}", function() print(${i}, math.random(1 << 30)) assert(true) end)`,
    );
    const source = `describe("all", function() local t = 0 setup(function() t = 5 end)\n${body.join('\n')}\nend)`;
    const one = await run(source, { workerCount: 1 });
    const four = await run(source, { workerCount: 4 });
    expect(four.map((result) => result.scenario.index)).toEqual(body.map((_, i) => i));
    expect(four.map((result) => [result.outcome, result.output, result.journal])).toEqual(
      one.map((result) => [result.outcome, result.output, result.journal]),
    );
    expect(new Set(four.map((result) => result.worker)).size).toBeGreaterThan(1);
  });

  it('stops after so many bad outcomes', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`f${i}.scenario.lua`, 'it("x", function() assert(false) end)']),
    );
    const events = await runEvents(project(files), Object.keys(files), { bail: 1, workerCount: 1 });
    expect(events.at(-1)).toMatchObject({ kind: 'run.finished', stopped: 'bailed' });
    expect(events.filter((event) => event.kind === 'scenario.finished').length).toBeLessThan(40);
  });

  it('that is interrupted tells what was done, and ends', async () => {
    const source = `it("quick", function() assert(true) end)\nit("long", { timeout_ms = 60000 }, function() while true do end end)`;
    const controller = new AbortController();
    const root = project({ 'a.scenario.lua': source, 'b.scenario.lua': source });
    const seen: RunEvent[] = [];
    setTimeout(() => controller.abort(), 800);
    const events = await runEvents(root, ['a.scenario.lua', 'b.scenario.lua'], {
      signal: controller.signal,
      onEvent: (event) => seen.push(event),
    });
    expect(events.at(-1)).toMatchObject({ kind: 'run.finished', stopped: 'interrupted' });
  });

  it('keeps to the selection', async () => {
    const source =
      'it("one #a", function() assert(true) end)\nit("two #b", function() assert(true) end)\nit("three #a", function() assert(true) end)';
    expect(outcomes(await run(source, { selection: { tags: ['a'] } }))).toEqual(['one #a: passed', 'three #a: passed']);
    expect(outcomes(await run(source, { selection: { lines: { 'a.scenario.lua': [2] } } }))).toEqual([
      'two #b: passed',
    ]);
    expect(outcomes(await run(source, { selection: { filter: 'THREE' } }))).toEqual(['three #a: passed']);
  });

  it('lets pcall hide checks where the config says so', async () => {
    const source = `
      it("hidden", function() pcall(function() assert(false) end) assert(true) end)
      it("shown", function() assert(false, "seen") end)
      it("unmatched", function() pcall(llm.call, "haiku", "hi") assert(true) end)`;
    expect(outcomes(await run(source, { checks: 'lua' }))).toEqual([
      'hidden: passed',
      'shown: failed',
      'unmatched: failed',
    ]);
  });

  it('calls a scenario that checked nothing passed, with a warning, where the config says so', async () => {
    const root = project({ 'a.scenario.lua': 'it("x", function() end)' });
    const events = await runEvents(root, ['a.scenario.lua'], { empty: 'warn' });
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'warning', message: 'the scenario checked nothing' }),
    );
  });
});
