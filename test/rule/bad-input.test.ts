import { describe, expect, it } from 'vitest';
import { RuleError } from '../../src/model/rule.js';
import { MemoryRuleStore } from '../../src/rule/memory-store.js';
import type { NativeRule } from '../../src/rule/native-rule.js';
import { RuleEngine } from '../../src/rule/rule-engine.js';
import type { RuleSettings } from '../../src/rule/rule-settings.js';
import type { StoredRule } from '../../src/rule/rule-store.js';
import { hashSource } from '../../src/script/script-source.js';

const GIVE = '{ decision = "escalated", confidence = 1, reasoning = "told" }';
const GOOD = { decision: 'escalated', confidence: 1, reasoning: 'told' };

function lua(text: string, settings?: RuleSettings): StoredRule {
  const source = new TextEncoder().encode(text);
  return { id: 'r', kind: 'lua', path: 'rules/r.lua', source, version: 'v', ...(settings && { settings }) };
}

function native(run: (context: never) => unknown, settings?: Omit<RuleSettings, 'entry'>): StoredRule {
  const rule: NativeRule = { run, ...settings };
  return { id: 'r', kind: 'native', path: 'rules/r.ts', version: 'v', rule };
}

async function open(rule: StoredRule): Promise<RuleEngine> {
  return await RuleEngine.open({ store: new MemoryRuleStore([rule]), isLive: false });
}

async function refusal(rule: StoredRule, context: unknown = {}) {
  const engine = await open(rule);
  try {
    engine.execute('r', context);
  } catch (error) {
    if (error instanceof RuleError) return { cause: error.cause, field: error.field, message: error.message };
    throw error;
  }
  throw new Error('there is a decision');
}

class Epic {
  score = 1;
}

const circle: Record<string, unknown> = { list: [] };
circle.list = [circle];

const ODD_CONTEXTS: readonly (readonly [string, unknown, string, string])[] = [
  ['a date', { due: new Date(0) }, '.due', 'an object of class Date is not plain data'],
  ['an object of a class', { list: [new Epic()] }, '.list[0]', 'an object of class Epic is not plain data'],
  ['a map', { m: new Map() }, '.m', 'an object of class Map is not plain data'],
  ['a function', { a: { run: () => 1 } }, '.a.run', 'a function is not plain data'],
  ['a symbol', { s: Symbol('s') }, '.s', 'a symbol is not plain data'],
  ['a BigInt that no Lua integer holds', { n: 2n ** 70n }, '.n', '1180591620717411303424 does not fit in 64 bits'],
  ['what contains itself', circle, '.list[0]', 'contains itself'],
];

describe.each([
  ['Lua', lua(`return function(c) return ${GIVE} end`)],
  ['native', native(() => GOOD)],
])('a %s rule', (_, rule) => {
  it.each(ODD_CONTEXTS)('is not given %s', async (_name, context, field, why) => {
    expect(await refusal(rule, context)).toEqual({
      cause: 'bad-context',
      field,
      message: `rule r (v): the context cannot be passed: ${field}: ${why}`,
    });
  });

  it('is given undefined, null, BigInts and what is called __proto__', async () => {
    const engine = await open(rule);
    const context = { a: undefined, b: null, c: 5n, d: [undefined, 1], e: JSON.parse('{ "__proto__": { "x": 1 } }') };
    for (const each of [context, Object.create(null), undefined, null, 5, 'text', []])
      expect(engine.execute('r', each).decision).toBe('escalated');
  });
});

it('takes undefined for absent, and __proto__ for a key like others', async () => {
  const text = `return function(c)
    local keys = {}
    for key in pairs(c) do keys[#keys + 1] = key end
    table.sort(keys)
    return { decision = "escalated", confidence = 1, reasoning = table.concat(keys, " "), seen = c.__proto__ }
  end`;
  const engine = await open(lua(text));
  const { reasoning, result } = engine.execute<unknown, Record<string, unknown>>(
    'r',
    JSON.parse('{ "a": 1, "__proto__": { "x": 1 } }'),
  );
  expect(reasoning).toBe('__proto__ a');
  expect(result.seen).toEqual({ x: 1 });
  expect(engine.execute('r', { a: 1, b: undefined }).reasoning).toBe('a');
});

describe.each([
  ['Lua', lua(`return function(c) c.a = 2 c.list[1] = 9 c.more = {} return ${GIVE} end`)],
  [
    'native',
    native((c: { a: number; list: number[]; more?: unknown }) => {
      c.a = 2;
      c.list[0] = 9;
      c.more = {};
      return GOOD;
    }),
  ],
])('a %s rule that changes its input', (_, rule) => {
  it('changes a copy', async () => {
    const engine = await open(rule);
    const context = { a: 1, list: [1] };
    engine.execute('r', context);
    engine.executeMany('r', [context, context]);
    expect(context).toEqual({ a: 1, list: [1] });
  });
});

describe.each([
  ['nothing', lua('return function() end'), native(() => undefined), 'gave nothing', undefined],
  ['a list', lua('return function() return { 1 } end'), native(() => [1]), 'gave a list', undefined],
  ['a text', lua('return function() return "yes" end'), native(() => 'yes'), 'gave the text "yes"', undefined],
  [
    'NaN as confidence',
    lua('return function() return { decision = "escalated", confidence = 0/0, reasoning = "" } end'),
    native(() => ({ ...GOOD, confidence: Number.NaN })),
    'confidence: NaN is not from 0 to 1',
    'confidence',
  ],
  [
    'a function',
    lua('return function() return { decision = print } end'),
    native(() => ({ ...GOOD, more: () => 1 })),
    'its result cannot be read: ',
    undefined,
  ],
  [
    'a circle',
    lua('return function() local t = {} t.t = t return t end'),
    native(() => circle),
    'its result cannot be read: ',
    undefined,
  ],
  [
    'a reason of 10 MB',
    lua('return function() return { decision = "escalated", confidence = 1, reasoning = ("x"):rep(1e7) } end'),
    native(() => ({ ...GOOD, reasoning: 'x'.repeat(1e7) })),
    'reasoning: 9.5 Mi characters; at most 1 Mi is taken',
    'reasoning',
  ],
])('a rule that gives %s', (_, luaRule, nativeRule, why, field) => {
  it.each([
    ['in Lua', luaRule],
    ['natively', nativeRule],
  ])('%s is refused', async (_where, rule) => {
    const told = await refusal(rule);
    expect(told).toMatchObject({ cause: 'bad-result', field });
    expect(told.message).toContain(`rule r (v): ${why}`);
  });
});

it('passes texts of 10 MB in and out', async () => {
  const engine = await open(
    lua(
      'return function(c) return { decision = "escalated", confidence = 1, reasoning = "" .. #c.text, text = c.text } end',
    ),
  );
  const text = 'y'.repeat(1e7);
  const { reasoning, result } = engine.execute<unknown, { text: string }>('r', { text });
  expect([reasoning, result.text === text]).toEqual(['10000000', true]);
});

it('tells the line of a native rule that throws, without a stack', async () => {
  const told = await refusal(
    native(() => {
      throw new TypeError('no such thing');
    }),
  );
  expect(told).toMatchObject({ cause: 'raised', message: 'rule r (v): rules/r.ts: no such thing' });
});

describe('schemas', () => {
  const input = {
    type: 'object',
    properties: { score: { type: 'number', maximum: 100 }, tags: { type: 'array' } },
    required: ['score'],
  };
  const output = {
    type: 'object',
    properties: { tags: { type: 'array', items: { type: 'string' } } },
    required: ['tags'],
  };
  const text = `return {
    version = "2.1",
    decide = function(c) return { decision = "escalated", confidence = 1, reasoning = "", tags = c.tags } end,
  }`;

  it('refuse contexts, with the rule, its version and the field', async () => {
    const rule = lua(text, { input });
    expect(await refusal(rule, { score: 'x' })).toEqual({
      cause: 'bad-context',
      field: '.score',
      message: 'rule r 2.1 (v): context.score: must be number, got "x"',
    });
    expect(await refusal(rule, { score: undefined })).toMatchObject({
      field: undefined,
      message: "rule r 2.1 (v): context: must have required property 'score'",
    });
    expect(await refusal(rule, { score: 101, tags: 1 })).toMatchObject({
      message: 'rule r 2.1 (v): context.score: must be <= 100, got 101; context.tags: must be array, got 1',
    });
  });

  it('refuse results, and give empty lists where Lua had an empty table', async () => {
    const rule = lua(text, { output });
    expect(await refusal(rule, { tags: [1] })).toMatchObject({
      cause: 'bad-result',
      field: '.tags[1]',
      message: 'rule r 2.1 (v): result.tags[1]: must be string, got 1',
    });
    const engine = await open(rule);
    expect(engine.execute<unknown, { tags: string[] }>('r', { tags: {} }).result.tags).toEqual([]);
  });

  it('take each row of a batch by itself', async () => {
    const engine = await open(lua(text, { input, output }));
    const rows = [{ score: 1, tags: ['a'] }, { score: 'x' }, { score: 2, tags: [3] }, { score: 3, tags: ['b'] }, 5];
    expect(engine.executeMany('r', rows).map((row) => (row instanceof RuleError ? row.message : row.decision))).toEqual(
      [
        'escalated',
        'rule r 2.1 (v): context.score: must be number, got "x"',
        'rule r 2.1 (v): result.tags[1]: must be string, got 3',
        'escalated',
        'rule r 2.1 (v): context: must be object, got 5',
      ],
    );
  });

  it('hold for native rules alike', async () => {
    const rule = native(() => ({ ...GOOD, tags: [] }), { input, output });
    expect(await refusal(rule, { score: 'x' })).toMatchObject({ field: '.score' });
    expect((await open(rule)).execute('r', { score: 1 }).decision).toBe('escalated');
  });

  it('say so where they are none', async () => {
    await expect(open(lua(text, { input: { type: 'nubmer' } }))).rejects.toMatchObject({
      message: expect.stringMatching(/^input: the schema: /),
      at: { file: 'rules/r.lua' },
    });
    await expect(open(lua('return { output = { typ = "object" }, decide = function() end }'))).rejects.toThrow('typ');
    await expect(open(lua('return { input = { a = print }, decide = function() end }'))).rejects.toMatchObject({
      at: { file: 'rules/r.lua' },
      message: expect.stringContaining('.input.a'),
    });
  });
});

it('counts everything that makes a version', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const versions = [
    hashSource(bytes('a')),
    hashSource(bytes('a'), [bytes('b')]),
    hashSource(bytes('a'), [bytes('b'), bytes('c')]),
    hashSource(bytes('a'), [bytes('bc')]),
    hashSource(bytes('ab')),
  ];
  expect(new Set(versions).size).toBe(versions.length);
});
