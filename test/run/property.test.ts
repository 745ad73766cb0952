import { describe, expect, it } from 'vitest';
import { outcomes, runAll, useProjects } from './harness.js';
import { shownOf } from './properties.js';

const { project, run } = useProjects();

describe('a property', () => {
  it('passes when all its cases do, and counts their checks and itself', async () => {
    const results = await run(`
      property("checks", { cases = 50 }, gen.integer(0, 9), function(n) assert.is_true(n >= 0) assert.is_true(n < 10) end)
      property("only has to end", gen.integer(), function() return true end)
      property("asks a model", { cases = 10 }, gen.string(), function(text)
        llm.on{}:reply(text)
        assert.equal(text, llm.call("simple", "x").text)
      end)`);
    expect(outcomes(results)).toEqual(['checks: passed', 'only has to end: passed', 'asks a model: passed']);
    expect(results.map(({ checkCount }) => checkCount)).toEqual([101, 1, 21]);
    expect(results[0]).toMatchObject({
      property: { passedCount: 50, discardedCount: 0 },
      journal: [{ kind: 'property', text: '50 cases passed', line: 2 }],
      entryCount: 1,
    });
  });

  it('is empty where no case checks anything or returns whether it holds', async () => {
    const source = `
      property("nothing", gen.integer(), function() end)
      property("in a branch", gen.integer(1, 9), function(n) if n > 9 then assert.is_true(false) end end)
      property("sometimes", gen.integer(0, 9), function(n) if n > 3 then assert.is_true(true) end end)`;
    const results = await run(source);
    expect(outcomes(results)).toEqual(['nothing: empty', 'in a branch: empty', 'sometimes: passed']);
    expect(results[0]).toMatchObject({ reason: 'no case of the property checked anything', checkCount: 0 });
    const warned = await run(source, { empty: 'warn' });
    expect(warned[0]).toMatchObject({ outcome: 'passed', reason: 'no case of the property checked anything' });
  });

  it('fails by whatever fails a scenario, and by an error', async () => {
    const results = await run(
      `
      property("hides", gen.integer(0, 9), function(n) pcall(assert.equal, n, -1) end)
      property("raises", gen.integer(0, 9), function(n) if n > 3 then error("boom " .. n) end end)
      property("claims", gen.integer(0, 9), function(n) return { passed = n < 5, message = "five" } end)
      property("promises", gen.integer(0, 9), function(n) llm.on{ contains = "x" }:reply("y") end)
      property("calls", gen.integer(0, 9), function(n) pcall(llm.call, "simple", "x") end)
      property("grows", { timeout_ms = 60000 }, gen.integer(0, 9), function(n) local t = {} while n > 2 do t[#t + 1] = ("x"):rep(1e6) .. #t end end)
      property("hangs on", gen.integer(0, 9), function(n) if n > 6 then clock.sleep(5) error({ code = n }) end end)`,
      { memoryBytes: 32 * 1024 * 1024 },
    );
    expect(outcomes(results).filter((outcome) => !outcome.endsWith(': failed'))).toEqual([]);
    expect(results.map(shownOf)).toEqual(['n = 0', 'n = 4', 'n = 5', 'n = 0', 'n = 0', 'n = 3', 'n = 7']);
    expect(results[1]?.failures[1]).toMatchObject({ check: 'error', message: 'raised: boom 4', at: { line: 3 } });
  });

  it('is not decided where a case tells nothing of it', async () => {
    const results = await run(`
      property("too narrow", gen.integer(0, 9), function(n) gen.assume(n > 50) end)
      property("narrow by filter", gen.integer(0, 9):filter(function() return false end), function() end)
      property("bad generator", gen.integer(0, 9):map(function(n) return n.x.y end), function() end)
      property("skips", gen.integer(0, 9), function() pending("no model") end)
      describe("bad hook", function()
        before_each(function() error("no ground") end)
        property("p", gen.integer(0, 9), function() end)
      end)`);
    expect(outcomes(results)).toEqual([
      'too narrow: errored',
      'narrow by filter: errored',
      'bad generator: errored',
      'skips: skipped',
      'bad hook › p: errored',
    ]);
    expect(results[0]?.error).toMatchObject({ message: 'only 0 of 100 cases could be made: 1001 were discarded' });
    expect(results[2]?.error?.message).toBe("in a generator: attempt to index a number value (local 'n')");
    expect(results[3]?.reason).toBe('no model');
    expect(results[4]?.error?.message).toBe('in before_each: no ground');
  });

  it('leaves out the cases that an assumption discards, and no failure with them', async () => {
    const results = await run(`
      property("odd", { cases = 40 }, gen.integer(0, 99), function(n) gen.assume(n % 2 == 1) assert.is_true(n % 2 == 1) end)
      property("caught", { cases = 40 }, gen.integer(0, 99), function(n) pcall(gen.assume, n % 2 == 1) assert(n >= 0) end)
      property("late", gen.integer(0, 99), function(n) pcall(assert.is_true, n < 10) gen.assume(false) end)`);
    expect(outcomes(results)).toEqual(['odd: passed', 'caught: passed', 'late: failed']);
    expect(results[0]?.property?.passedCount).toBe(40);
    expect(results[0]?.property?.discardedCount).toBeGreaterThan(0);
    expect(results[0]?.checkCount).toBe(41);
    expect(shownOf(results[2])).toBe('n = 10');
  });

  it('alone can be left by an assumption', async () => {
    const [result] = await run('it("x", function() gen.assume(false) end)');
    expect(result?.error?.message).toBe('gen.assume: only in a property, while it runs');
  });

  it('runs each case from the same moment, with its hooks around it', async () => {
    const results = await run(`
      seen = 0
      describe("block", function()
        local made
        setup(function() made = "by setup" workspace.write_file("made.txt", "1") end)
        before_each(function() seen = seen + 1 workspace.write_file("before.txt", "1") end)
        after_each(function() assert.is_nil(left) left = 1 end)
        property("forks", { cases = 30 }, gen.integer(), function(n)
          seen = seen + 1
          assert.equal(2, seen)
          assert.equal("by setup", made)
          assert.same({ "before.txt", "made.txt" }, workspace.glob("*.txt"))
          workspace.write_file("own.txt", tostring(n))
          string.rep = nil
          table.insert(_G, {})
        end)
      end)
      it("sees nothing of it", function() assert.equal(0, seen) end)`);
    expect(outcomes(results)).toEqual(['block › forks: passed', 'sees nothing of it: passed']);
  });

  it('is one where only generators say so, and where a module brings them', async () => {
    const root = project({
      'a.scenario.lua': `
        local parts = require "epics"
        each{ { 10 } }("below %d", gen.integer(0, 99), function(limit, n) return n <= limit end)
        property("of a module", parts.epic, function(epic) return epic.score < 40 end)`,
      'epics.lua': 'return { epic = gen.record{ score = gen.integer(0, 99) } }',
    });
    const results = await runAll(root, ['a.scenario.lua']);
    expect(results.map(shownOf)).toEqual(['n = 11', 'epic = { score = 40 }']);
    const [alone] = await run(
      'each{ { 10 } }("below %d", gen.integer(0, 99), function(limit, n) return n <= limit end)',
    );
    expect(shownOf(alone)).toBe('n = 11');
  });

  it('takes rows, tags, pending and todo like any scenario', async () => {
    const results = await run(`
      describe("b #slow", function()
        each{ { "low", 30 }, { "high", 60 } }("%s scores", { cases = 20 }, gen.integer(0, 100), function(name, limit, score)
          return score <= limit or name == "high"
        end)
      end)
      pending("later", gen.integer(), function() end)
      property("some day")
      property("tagged #smoke", { tags = { "own" }, retries = 1 }, gen.integer(), function() return true end)`);
    expect(outcomes(results)).toEqual([
      'b #slow › low scores: failed',
      'b #slow › high scores: passed',
      'later: skipped',
      'some day: todo',
      'tagged #smoke: passed',
    ]);
    expect(shownOf(results[0])).toBe('score = 31');
    expect(results[0]?.scenario).toMatchObject({ line: 3, tags: ['slow'], property: { cases: 20 } });
    expect(results[4]?.scenario).toMatchObject({ tags: ['own', 'smoke'], retries: 1 });
  });

  it.each([
    [
      'property("x", function() end)',
      'property: a generator is expected before the function, such as gen.integer(0, 100)',
    ],
    ['property("x", gen.integer(), 5, function() end)', 'property: a generator is expected before the function, got 5'],
    ['property("x", gen.integer())', 'property: a function is expected last, got table'],
    ['property(5)', 'property: a name is expected first, got number\nhint: write property("what it is about", …)'],
    [
      'property("x", { runs = 5 }, gen.integer(), function() end)',
      'property: unknown option "runs"; there are cases, seed, tags, timeout_ms, retries and schedules',
    ],
    [
      'property("x", { cases = 0 }, gen.integer(), function() end)',
      'property: option cases: a whole number from 1 to 1000000 is expected, got 0',
    ],
    [
      'property("x", { seed = {} }, gen.integer(), function() end)',
      'property: option seed: a short text or a whole number is expected, got {}',
    ],
  ])('refuses %s with its line', async (source, message) => {
    const [result] = await run(`\n${source}`);
    expect(result?.error).toMatchObject({ message, at: { line: 2 } });
  });
});
