import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random-numbers.js';
import { prepareRule } from '../../../src/rule/prepare-rule.js';
import { readLimits } from '../../../src/rule/rule-limits.js';
import { compareTwins } from '../../../src/rule/twin/compare-twins.js';
import { createInputMaker } from '../../../src/rule/twin/input-maker.js';
import { shapeOfExamples, shapeOfNames, shapeOfSchema } from '../../../src/rule/twin/input-shape.js';
import { writeMismatchScenario } from '../../../src/rule/twin/mismatch-scenario.js';
import { readSourceWords } from '../../../src/rule/twin/source-words.js';
import { writeLua } from '../../../src/rule/twin/write-lua.js';

const SOURCE = `-- not 99
return function(epic) -- [[ neither 98 ]]
  if type(epic) ~= "table" then return { decision = "none" } end
  if type(epic.score) == "number" and epic.score > 50 then return { decision = "autonomous" } end
  return { decision = 'escalated', limit = 0x10, share = 1.5 }
end`;

function lua(source: string) {
  const bytes = new TextEncoder().encode(source);
  return prepareRule({ id: 'r', kind: 'lua', version: 'v', path: 'r.lua', source: bytes }, readLimits({}));
}

function native(run: (context: { score?: unknown }) => unknown) {
  return prepareRule({ id: 'r', kind: 'native', version: 'v', path: 'r.ts', rule: { run } }, readLimits({}));
}

function compare(run: (context: { score?: unknown }) => unknown, caseCount = 5000) {
  const words = readSourceWords(SOURCE);
  const maker = createInputMaker(shapeOfNames(words.names), words, createRandom(1));
  return compareTwins(lua(SOURCE), native(run), { maker, caseCount, mostMismatches: 10 });
}

const isTable = (value: unknown) => typeof value === 'object' && value !== null;

const twin = (limit: number) => (epic: { score?: unknown }) => {
  if (!isTable(epic)) return { decision: 'none' };
  const { score } = epic;
  if ((typeof score === 'number' || typeof score === 'bigint') && score > limit) return { decision: 'autonomous' };
  return { decision: 'escalated', limit: 16, share: 1.5 };
};

describe('the words of a source', () => {
  it('are its constants, texts and fields, not those of comments', () => {
    expect(readSourceWords(SOURCE)).toEqual({
      numbers: [50, 16, 1.5],
      texts: ['table', 'none', 'number', 'autonomous', 'escalated'],
      names: ['score'],
    });
  });
});

describe('inputs', () => {
  it('have the tables of examples, of a schema, or the fields of a source', () => {
    expect(shapeOfExamples([{ a: 1, list: ['x'] }, { a: 2 }])).toEqual({
      kind: 'map',
      fields: {
        a: { kind: 'leaf', examples: [1, 2] },
        list: { kind: 'list', item: { kind: 'leaf', examples: ['x'] }, most: 4 },
      },
    });
    expect(
      shapeOfSchema({ properties: { n: { type: 'integer', minimum: 1 }, l: { items: { enum: ['a'] } } } }),
    ).toEqual({
      kind: 'map',
      fields: {
        n: { kind: 'leaf', examples: [1], held: { type: 'integer', least: 1, isClosed: false } },
        l: { kind: 'list', item: { kind: 'leaf', examples: ['a'], held: { isClosed: true } }, most: 4 },
      },
    });
  });

  it('are the same for the same seed, and lie at the edges of the source', () => {
    const words = { numbers: [50], texts: [], names: [] };
    const make = (seed: number) => {
      const maker = createInputMaker(shapeOfExamples([{ score: 7 }]), words, createRandom(seed));
      return Array.from({ length: 20 }, () => maker.make(100)).flat();
    };
    expect(make(1)).toEqual(make(1));
    expect(make(2)).not.toEqual(make(1));
    const scores = new Set(make(1).map((input) => Object(input).score));
    for (const edge of [50, 51, 49, 50.1, 49.9, -50, 7, undefined, Number.NaN, '', 2n ** 62n])
      expect(scores.has(edge), String(edge)).toBe(true);
  });

  it('mostly keep to a schema', () => {
    const shape = shapeOfSchema({ properties: { n: { type: 'integer', minimum: 1, maximum: 9 } } });
    const words = { numbers: [5, 100], texts: ['x'], names: [] };
    const maker = createInputMaker(shape, words, createRandom(1));
    const values = Array.from({ length: 20 }, () => maker.make(100))
      .flat()
      .map((input) => Object(input).n);
    const kept = values.filter((n) => Number.isInteger(n) && n >= 1 && n <= 9);
    expect(kept.length / values.length).toBeGreaterThan(0.8);
    expect(kept.length).toBeLessThan(values.length);
  });
});

describe('twins', () => {
  it('that agree do so on all inputs', () => {
    expect(compare(twin(50))).toEqual({ caseCount: 5000, mismatchCount: 0, mismatches: [] });
  });

  it('that differ are told with the simplest input', () => {
    const { mismatchCount, mismatches } = compare(twin(49));
    expect(mismatchCount).toBeGreaterThan(0);
    expect(mismatches).toEqual([
      {
        input: { score: 50 },
        outcomes: [
          { result: { decision: 'escalated', limit: 16, share: 1.5 } },
          { result: { decision: 'autonomous' } },
        ],
      },
    ]);
  });

  it('differ where one raises, and are alike where both do', () => {
    const { mismatches } = compare((epic) => {
      if (!isTable(epic)) throw new Error('no table');
      return twin(50)(epic);
    });
    expect(mismatches.map(({ outcomes: [, other] }) => other)).toContainEqual({
      error: expect.stringContaining('no table'),
    });
    const raising = lua('return function() error("a") end');
    const maker = createInputMaker(shapeOfNames(['x']), { numbers: [], texts: [], names: [] }, createRandom(1));
    const both = native(() => {
      throw new TypeError('b');
    });
    expect(compareTwins(raising, both, { maker, caseCount: 100, mostMismatches: 1 }).mismatchCount).toBe(0);
  });
});

describe('Lua', () => {
  it.each<[unknown, string]>([
    [undefined, 'nil'],
    [null, 'json.null'],
    [51, '51'],
    [1.5, '1.5'],
    [2 ** 60, '1152921504606847000.0'],
    [1e300, '1e+300'],
    [-0, '-0.0'],
    [Number.NaN, '0 / 0'],
    [Number.NEGATIVE_INFINITY, '-math.huge'],
    [2n ** 62n, '4611686018427387904'],
    [-(2n ** 63n), 'math.mininteger'],
    ['a"\\\n', '"a\\"\\\\\\010"'],
    [[1, [], {}], '{ 1, json.array(), {} }'],
    [{ a: 1, 'b c': 2, end: 3, gone: undefined }, '{ a = 1, ["b c"] = 2, ["end"] = 3 }'],
  ])('%o is written as %s', (value, text) => {
    expect(writeLua(value)).toBe(text);
  });

  it('has a scenario for each mismatch', () => {
    const text = writeMismatchScenario({
      names: ['lua:rules/r.lua', 'native:rules/r.ts'],
      script: 'rules/r',
      expected: 1,
      mismatches: [{ input: { score: 50 }, outcomes: [{ result: 1 }, { result: 2 }] }],
    });
    expect(text).toContain('local rule = script.entry("rules/r")');
    expect(text).toContain('    assert.same(2, rule({ score = 50 }))');
  });
});
