import { describe, expect, it } from 'vitest';
import { useProjects } from './harness.js';
import { createRunOne, shownOf } from './properties.js';

const projects = useProjects();
const runOne = createRunOne(projects);
const { run } = projects;

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
