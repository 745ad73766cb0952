import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { outcomes, runAll, useProjects } from './harness.js';

const { project, run } = useProjects();

const shownOf = (result: ScenarioResult | undefined) => result?.property?.counterexample?.shown;

/** Runs one property; gives its result. */
async function runOne(arguments_: string, before = ''): Promise<ScenarioResult> {
  const [result] = await run(`${before}\nproperty("holds", ${arguments_})`);
  return result ?? expect.unreachable('no result');
}

const TREE = `
local tree = gen.recursive(gen.integer(0, 10), function(self) return gen.tuple(self, self) end)
local function depth(t) return type(t) == "number" and 0 or 1 + math.max(depth(t[1]), depth(t[2])) end
local function total(t) return type(t) == "number" and t or total(t[1]) + total(t[2]) end`;

describe('the simplest counter-example', () => {
  it.each([
    ['of an integer', 'gen.integer(), function(n) return n < 1000 end', 'n = 1000'],
    ['of a negative one', 'gen.integer(-500, -10), function(n) return n > -20 end', 'n = -20'],
    ['of one with 64 bits', 'gen.integer(), function(n) return n > -(1 << 60) end', 'n = -1152921504606846976'],
    ['of a float', 'gen.float(0, 100), function(x) return x <= 50 end', 'x = 51.0'],
    ['of a float between whole ones', 'gen.float(0, 1), function(x) return x <= 0.5 or x == 1 end', 'x = 0.6'],
    ['of a boolean', 'gen.boolean(), function(flag) return not flag end', 'flag = true'],
    ['of a text', 'gen.string(), function(text) return utf8.len(text) < 3 end', 'text = "aaa"'],
    ['of bytes', 'gen.bytes(), function(text) return not text:find("[\\200-\\255]") end', 'text = "\\xC8"'],
    [
      'of an enumeration',
      'gen.elements{ "low", "mid", "high" }, function(level) return level == "low" end',
      'level = "mid"',
    ],
    ['of a choice', 'gen.one_of(1, "text", gen.list(1)), function(v) return v == 1 end', 'v = "text"'],
    ['of what may be missing', 'gen.maybe(5), function(v) return v == nil end', 'v = 5'],
    [
      'of a list by its sum',
      'gen.list(gen.integer(0, 1000)), function(l) local s = 0 for _, n in ipairs(l) do s = s + n end return s < 1500 end',
      'l = { 500, 1000 }',
    ],
    [
      'of a list by its order',
      'gen.list(gen.integer(0, 1000)), function(l) for i = 2, #l do if l[i - 1] > l[i] then return false end end end',
      'l = { 1, 0 }',
    ],
    [
      'of a list with a least length',
      'gen.list(gen.integer(0, 9), 2), function(l) for _, n in ipairs(l) do if n > 4 then return false end end end',
      'l = { 0, 5 }',
    ],
    [
      'of a record',
      'gen.record{ wsjf = gen.integer(0, 100), kind = "epic", by = { name = gen.string(), active = gen.boolean() } }, function(e) return not (e.wsjf > 30 and e.by.active and utf8.len(e.by.name) > 3) end',
      'e = { by = { active = true, name = "aaaa" }, kind = "epic", wsjf = 31 }',
    ],
    [
      'of a map',
      'gen.map_of(gen.string(1, 3, "abc"), gen.boolean()), function(m) local n = 0 for _, v in pairs(m) do n = v and n + 1 or n end return n < 2 end',
      'm = { a = true, b = true }',
    ],
    ['of a tree by its depth', 'tree, function(t) return depth(t) < 2 end', 't = { { 0, 0 }, 0 }'],
    ['of a tree by its sum', 'tree, function(t) return total(t) < 13 end', 't = { 3, 10 }'],
    [
      'through map and filter',
      'gen.integer(0, 10000):map(function(n) return n * 2 end):filter(function(n) return n % 3 == 0 end), function(n) return n < 500 end',
      'n = 504',
    ],
    [
      'of what draws as it needs',
      'gen.build(function(draw) local l = {} for i = 1, draw(gen.integer(0, 9)) do l[i] = draw(gen.integer(0, 50)) end return l end), function(l) return (l[1] or 0) + (l[2] or 0) < 30 end',
      'l = { 30 }',
    ],
    ['of several values', 'gen.integer(), gen.integer(), function(a, b) return a <= b + 10 end', 'a = 10\nb = -1'],
    ['of a rare case', 'gen.frequency{ { 50, 0 }, { 1, gen.integer(5, 9) } }, function(n) return n == 0 end', 'n = 5'],
  ])('%s', async (_, property, shown) => {
    const result = await runOne(`{ cases = 1000 }, ${property}`, TREE);
    expect([result.outcome, shownOf(result)]).toEqual(['failed', shown]);
  });

  it('is told with its values, how it was found, the check inside and what finds it again', async () => {
    const [result] = await run(`property("stays low", { cases = 200 }, gen.integer(0, 100), function(score)
  print("score " .. score)
  assert.is_true(score <= 60)
end)`);
    const [falsified, inner] = result?.failures ?? [];
    expect(falsified).toMatchObject({
      check: 'property',
      message: 'the property does not hold for\n  score = 61',
      at: { file: 'a.scenario.lua', line: 1 },
      notes: [
        expect.stringMatching(/^found in case \d+ of 200; made simpler \d+ times \(\d+ tried\)$/),
        expect.stringMatching(/^the same cases come with --seed 1; seed of this case: [0-9a-f]{16}$/),
      ],
    });
    expect(inner).toMatchObject({ check: 'is_true', actual: 'false', at: { line: 3 }, excerpt: { line: 3 } });
    expect(result?.output).toBe('score 61\n');
    expect(result?.journal.map(({ kind }) => kind)).toContain('check.failed');
  });

  it('keeps to the failure it was found by', async () => {
    // Simpler values fail too, in another way and at another line.
    const result = await runOne(`{ seed = "b" }, gen.integer(500, 100000):map(function(n) return n end), function(n)
      if n > 90000 then assert.is_true(n < 0) end
      if n < 501 and n > 600 then error("never") end
    end`);
    expect(shownOf(result)).toBe('n = 90001');
    const other = await runOne(`gen.list(gen.integer(0, 9), 3), function(l)
      if #l > 5 then error("too long") end
      assert.is_true(#l < 3 or l[1] ~= 0 or #l > 5 or l[2] ~= 0)
    end`);
    const kinds = other.failures.map(({ check }) => check);
    expect(shownOf(other)).toBe(kinds[1] === 'error' ? 'l = { 0, 0, 0, 0, 0, 0 }' : 'l = { 0, 0, 0 }');
  });

  it('has the random numbers of its case while it is made simpler', async () => {
    const result = await runOne(
      '{ cases = 500 }, gen.integer(0, 1000), function(n) local dice = math.random(10) print(dice) return dice < 9 or n < 10 end',
    );
    expect(shownOf(result)).toBe('n = 10');
    expect(['9\n', '10\n']).toContain(result.output);
  });
});

describe('generators', () => {
  it.each([
    ['gen.integer(-50, 77)', 'n >= -50 and n <= 77 and math.type(n) == "integer"'],
    ['gen.integer()', 'math.type(n) == "integer"'],
    ['gen.float(-1.5, 2)', 'n >= -1.5 and n <= 2 and math.type(n) == "float"'],
    ['gen.number()', 'type(n) == "number"'],
    ['gen.string(2, 5)', 'utf8.len(n) >= 2 and utf8.len(n) <= 5'],
    ['gen.bytes(2, 5)', '#n >= 2 and #n <= 5'],
    ['gen.list(gen.boolean(), 3, 4)', '#n >= 3 and #n <= 4 and type(n[1]) == "boolean"'],
    ['gen.map_of(gen.integer(0, 99), 1, 1, 3)', 'next(n) ~= nil'],
    ['gen.integer(0, 99):such_that(function(n) return n > 9 end)', 'n > 9'],
    ['gen.list(gen.list(gen.list(gen.list(gen.integer(), 0, 100), 0, 100), 0, 100))', 'type(n) == "table"'],
    [
      'gen.recursive(1, function(self) return gen.list(self) end, 3)',
      '(function(t, d) local function f(v, d) if type(v) == "table" then for _, i in ipairs(v) do f(i, d + 1) end assert(d < 4) end end f(t, 1) return true end)(n)',
    ],
  ])('%s keeps its promise', async (generator, holds) => {
    const result = await runOne(`{ cases = 1000 }, ${generator}, function(n) return ${holds} end`);
    expect([result.outcome, shownOf(result)]).toEqual(['passed', undefined]);
  });

  it.each([
    ['gen.integer(-50, 77)', 'n ~= 77'],
    ['gen.integer(-50, 77)', 'n ~= -50'],
    ['gen.integer()', 'n ~= math.maxinteger'],
    ['gen.integer()', 'n ~= math.mininteger'],
    ['gen.float(-1.5, 2)', 'n ~= -1.5'],
    ['gen.float(-1.5, 2)', 'n ~= 2'],
    ['gen.float()', 'n % 1 == 0'],
    ['gen.number()', 'n == n'],
    ['gen.number()', 'n ~= -math.huge'],
    ['gen.string()', 'n ~= ""'],
    ['gen.string()', 'utf8.len(n) < 20'],
    ['gen.string()', '#n == utf8.len(n)'],
    ['gen.bytes()', 'utf8.len(n)'],
    ['gen.list(1)', '#n > 0'],
    ['gen.list(1, 0, 50)', '#n < 50'],
    ['gen.maybe(1)', 'n ~= nil'],
  ])('%s comes to its bounds: %s', async (generator, holds) => {
    expect((await runOne(`{ cases = 500 }, ${generator}, function(n) return not not (${holds}) end`)).outcome).toBe(
      'failed',
    );
  });

  it.each([
    ['gen.integer(5, 1)', 'gen.integer: the first bound is above the second'],
    ['gen.integer(0.5, 1)', 'gen.integer: whole numbers are expected as bounds, got 0.5'],
    ['gen.integer("a")', 'gen.integer: a number is expected as bound, got "a"'],
    ['gen.float(0, 1e300)', 'gen.float: bounds from -1e+15 to 1e+15 are expected'],
    ['gen.elements{}', 'gen.elements: a list of values is expected'],
    ['gen.one_of()', 'gen.one_of: at least one value or generator is expected'],
    ['gen.frequency{ { 0, 1 } }', 'gen.frequency: a weight from 1 to 1000000 is expected first in each row'],
    ['gen.list(1, 0, 5000)', 'gen.list: bounds from 0 to 1000 are expected'],
    ['gen.string(1, 5, "")', 'gen.string: at least one character is expected in the alphabet'],
    ['gen.record(5)', 'gen.record: a table is expected, got number'],
    ['gen.filter(1)', 'gen.filter: a function is expected, got nil'],
  ])('refuse %s', async (source, message) => {
    const [result] = await run(`local g = ${source}`);
    expect(result?.error).toMatchObject({ message, at: { line: 1 } });
  });
});

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
      'property: unknown option "runs"; there are cases, seed, tags, timeout_ms and retries',
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

describe('the cases of a property', () => {
  const SOURCE = `
    for i = 1, 300 do
      property("p" .. i, { cases = 5 }, gen.integer(), gen.string(), function(n, text)
        print(n, text, math.random(), random.integer(1, 99))
        assert.is_true(n < 10 or i % 10 > 0)
        if i % 29 == 0 and n > 5 then error({ n }) end
      end)
    end`;
  const bare = (results: readonly ScenarioResult[]) =>
    results.map(({ durationMs, startedMs, worker, ...rest }) => JSON.stringify(rest));

  it('are the same under the same seed, on any number of workers, and others under another', async () => {
    const root = project({ 'a.scenario.lua': SOURCE });
    const runWith = (changes: object) => runAll(root, ['a.scenario.lua'], changes);
    const first = await runWith({ workerCount: 1 });
    expect(first).toHaveLength(300);
    expect(first.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(20);
    for (const workerCount of [2, 4]) expect(bare(await runWith({ workerCount }))).toEqual(bare(first));
    const other = await runWith({ seed: 'other' });
    const seeds = (results: readonly ScenarioResult[]) =>
      results.flatMap((r) => r.property?.counterexample?.seed ?? []);
    expect(seeds(other).filter((seed) => seeds(first).includes(seed))).toEqual([]);
  });

  it('come with the seed of the property’s own whatever the run’s is', async () => {
    const source = 'property("p", { seed = "mine", cases = 30 }, gen.integer(), function(n) return n % 17 ~= 3 end)';
    const [first] = await run(source, { seed: 'a' });
    const [second] = await run(source, { seed: 'b' });
    expect(first?.outcome).toBe('failed');
    expect(second?.property).toEqual(first?.property);
    expect(first?.failures[0]?.notes?.[1]).toContain('come with its own seed mine');
  });

  it('are not exchanged for luckier ones by a retry', async () => {
    const [result] = await run(
      'property("rare", { retries = 3, cases = 40 }, gen.integer(0, 1000), function(n) return n < 900 end)',
    );
    expect([result?.outcome, result?.earlierAttempts.length]).toEqual(['failed', 3]);
    expect(result?.failures[0]?.notes?.[0]).toMatch(/^known from before, and tried first; no simpler one found/);
  });
});

describe('a stuck case', () => {
  it('is stopped, and told with its number and seed; the others go on', async () => {
    const results = await run(`
      property("stuck", { timeout_ms = 200 }, gen.integer(0, 9), function(n) while n > 4 do end end)
      it("next", function() assert(true) end)`);
    expect(outcomes(results)).toEqual(['stuck: timed-out', 'next: passed']);
    expect(results[0]?.error?.message).toMatch(
      /^the scenario was stopped after 200 ms of real time, in case \d+ of the property \(its seed is [0-9a-f]{16}\)$/,
    );
  });

  it('on the way to a simpler one does not hide the one that was found', async () => {
    const [result] = await run(
      'property("p", { timeout_ms = 1500, cases = 500 }, gen.integer(0, 1000), function(n) while n > 0 and n < 500 do if n > 400 or n < 4 then return end end return n < 500 end)',
    );
    expect([result?.outcome, result?.property?.counterexample?.steps]).toEqual(['failed', 0]);
    expect(result?.failures[0]?.notes?.[0]).toMatch(/; no simpler one found \(0 tried\), then the time was over$/);
  });

  it('that cannot be looked at without getting stuck ends the property all the same', async () => {
    const results = await run(`
      local ran
      describe("d", function()
        after_each(function() while not ran do end end)
        property("p", { timeout_ms = 200 }, gen.integer(), function(n) ran = true return false end)
      end)
      it("next", function() assert(true) end)`);
    expect(outcomes(results)).toEqual(['d › p: timed-out', 'next: passed']);
    expect(results[0]?.error?.message).toBe(
      'the scenario was stopped after 200 ms of real time, while a case that failed was looked at',
    );
  });
});
