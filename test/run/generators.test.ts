import { describe, expect, it } from 'vitest';
import { useProjects } from './harness.js';
import { createRunOne, shownOf } from './properties.js';

const projects = useProjects();
const runOne = createRunOne(projects);
const { run } = projects;

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
