import { describe, expect, it } from 'vitest';
import { EPIC_LUA, EPIC_TS, runFile } from './bench-kit.js';

const RULES = { 'epic.lua': EPIC_LUA, 'epic.ts': EPIC_TS };
const INPUTS = '{ { score = 10 }, { score = 51 }, {} }';

describe('a bench', () => {
  it('times variants that agree, each part of a call of Lua by itself', async () => {
    const [result] = await runFile(
      `bench("epic", { inputs = ${INPUTS}, variants = { lua = "epic.lua", native = "epic.ts" } })`,
      RULES,
    );
    expect(result).toMatchObject({
      name: 'epic',
      file: 'x.bench.lua',
      line: 1,
      inputCount: 3,
      baseline: 'lua',
      warnings: [],
    });
    expect(result?.problem).toBeUndefined();
    expect(result?.variants.map(({ name, kind, path }) => [name, kind, path])).toEqual([
      ['lua', 'lua', 'epic.lua'],
      ['native', 'native', 'epic.ts'],
    ]);
    const [lua, native] = result?.variants ?? [];
    expect(lua?.parts.map(({ name }) => name)).toEqual(['overhead', 'in', 'vm', 'out', 'batch']);
    expect(native?.parts).toEqual([]);
    expect(lua?.samples).toHaveLength(4);
    expect(lua?.coldStart).toMatchObject({ value: 2e6, count: 10 });
    expect(result?.comparisons.map((each) => [each.variant, each.with])).toEqual([['native', 'lua']]);
    // Every batch takes one step of the clock.
    expect(result?.selfCheck).toMatchObject({ variant: 'lua', isNoisy: false });
  });

  it('is refused where variants disagree, with the simplest input for which they do', async () => {
    const [result] = await runFile(
      `bench("epic", {
        inputs = function(i) return { score = i * 25, name = "E" .. i, tags = { "a", "b" } } end,
        variants = { lua = "epic.lua", native = "wrong.ts" },
      })`,
      { 'epic.lua': EPIC_LUA, 'wrong.ts': EPIC_TS.replace('> 50', '>= 50') },
    );
    expect(result?.problem).toEqual({
      kind: 'disagreement',
      message: 'native and lua give different results',
      counterexample: {
        input: '{"score":50}',
        outputs: [
          { variant: 'lua', output: '{"ok":false}' },
          { variant: 'native', output: '{"ok":true}' },
        ],
      },
    });
    expect(result?.variants).toEqual([]);
  });

  it.each([
    ['raises', 'return function(x) error("no luck") end', 'lua raises on input 1, {"score":1}: rule.lua:1: no luck'],
    [
      'draws by chance',
      'return function(x) return math.random() end',
      'lua does not give the same result each time: it keeps something from call to call, or draws by chance',
    ],
    ['does not load', 'return 1 +', 'rule.lua:1: unexpected symbol near <eof>'],
  ])('tells of a rule that %s', async (_, source, message) => {
    const [result] = await runFile('bench("b", { inputs = { { score = 1 } }, variants = { lua = "rule.lua" } })', {
      'rule.lua': source,
    });
    expect(result?.problem).toEqual({ kind: 'errored', message });
  });

  it('tells of a native rule that changes its input, or gives a promise', async () => {
    const [changing, waiting] = await runFile(
      `bench("changing", { inputs = { { score = 1 } }, variants = { native = "changing.ts" } })
       bench("waiting", { inputs = { { score = 1 } }, variants = { native = "waiting.ts" } })`,
      {
        'changing.ts': 'export default (epic: { score: number }) => { epic.score += 1; return 1; };',
        'waiting.ts': 'export default async () => 1;',
      },
    );
    expect(changing?.problem?.message).toBe('native changes its input: {"score":1} became {"score":2}');
    expect(waiting?.problem?.message).toBe('native gives a promise; a rule answers at once');
  });

  it('tells of a variant that is not there, at its line', async () => {
    const [result] = await runFile('\nbench("b", { inputs = { 1 }, variants = { lua = "nowhere.lua" } })', {});
    expect(result?.problem?.message).toBe(
      'x.bench.lua:2: variant lua: nowhere.lua was not found beside x.bench.lua or in a folder above it',
    );
  });

  it('times sizes one by one', async () => {
    const [result] = await runFile(
      `bench("sum", {
        sizes = { 1, 8, 2 }, count = 3,
        inputs = function(_, size) local list = {} for i = 1, size do list[i] = i end return { list = list } end,
        variants = { lua = "sum.lua", native = "sum.ts" },
      })`,
      {
        'sum.lua':
          'return function(x) local sum = 0 for _, n in ipairs(x.list) do sum = sum + n end return { sum = sum } end',
        'sum.ts': 'export default (x: { list: number[] }) => ({ sum: x.list.reduce((a, b) => a + b, 0) });',
      },
    );
    expect(result).toMatchObject({ size: 2, inputCount: 3 });
    expect(result?.sweep?.sizes).toEqual([1, 2, 8]);
    expect(result?.sweep?.points.map(({ variant, size }) => `${variant} ${size}`)).toEqual([
      'lua 1',
      'native 1',
      'lua 2',
      'native 2',
      'lua 8',
      'native 8',
    ]);
  });
});
