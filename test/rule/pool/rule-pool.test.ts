import { afterEach, describe, expect, it } from 'vitest';
import type { KnownError } from '../../../src/model/known-error.js';
import { RuleError } from '../../../src/model/rule.js';
import { FileRuleStore } from '../../../src/rule/file-store.js';
import { MemoryRuleStore } from '../../../src/rule/memory-store.js';
import { RulePool, type RulePoolOptions } from '../../../src/rule/pool/rule-pool.js';
import type { StoredRule } from '../../../src/rule/rule-store.js';
import { luaRule, nativeRule } from '../engine-harness.js';
import { makeProject } from '../rule-project.js';

const GIVE = 'return { decision = "escalated", confidence = 1, reasoning = tostring(c.n) }';
// Inside one call of Lua's pattern matcher, where no step is counted.
const STUCK = 'local _ = ("a"):rep(10000):find(".-.-.-.-.-.-.-b")';

const pools: RulePool[] = [];

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

async function open(rules: readonly StoredRule[], options: Partial<RulePoolOptions> = {}) {
  const store = new MemoryRuleStore(rules);
  const pool = await RulePool.open({ store, ...options });
  pools.push(pool);
  return { pool, store };
}

describe('a pool of rules', () => {
  it('decides as the engine does', async () => {
    const { pool } = await open([luaRule(`return function(c) ${GIVE} end`)]);
    expect(await pool.execute('r', { n: 5 })).toMatchObject({
      decision: 'escalated',
      reasoning: '5',
      rule: { id: 'r' },
    });
    const rows = await pool.executeMany(
      'r',
      Array.from({ length: 1000 }, (_, n) => ({ n })),
    );
    expect(rows.map((row) => (row instanceof RuleError ? row.message : Number(row.reasoning)))).toEqual(
      Array.from({ length: 1000 }, (_, n) => n),
    );
    const { explanation } = await pool.execute('r', { n: 5 }, { explain: true });
    expect(explanation?.reads).toEqual([{ path: '.n', value: 5 }]);
  });

  it('ends what is stuck where no step is counted, and goes on', async () => {
    const text = `return function(c) if c.stuck then ${STUCK} end ${GIVE} end`;
    const { pool } = await open([luaRule(text), luaRule(`return function(c) ${GIVE} end`, 'other')], {
      timeoutMs: 1000,
    });
    const [stuck, other] = await Promise.allSettled([
      pool.execute('r', { stuck: true }),
      pool.execute('other', { n: 1 }),
    ]);
    expect(stuck).toMatchObject({
      reason: { cause: 'limit', message: expect.stringMatching(/^rule r \(\w+\): did not end within 1000 ms$/) },
    });
    expect(other).toMatchObject({ value: { reasoning: '1' } });
    expect((await pool.execute('r', { n: 2 })).reasoning).toBe('2');
  });

  it('finds the rows of a batch that are stuck', async () => {
    const text = `return function(c) if c.n == 5 then ${STUCK} end ${GIVE} end`;
    const { pool } = await open([luaRule(text)], { timeoutMs: 1000 });
    const rows = await pool.executeMany(
      'r',
      Array.from({ length: 8 }, (_, n) => ({ n })),
    );
    expect(rows.map((row) => (row instanceof RuleError ? row.cause : row.reasoning))).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      'limit',
      '6',
      '7',
    ]);
  });

  it('refuses what the engine refuses, with the same words', async () => {
    const rule = { ...luaRule('return function(c)\n return c.a.b end'), settings: { input: { required: ['a'] } } };
    const { pool } = await open([rule]);
    const told = async (id: string, context: unknown) =>
      await pool
        .execute(id, context)
        .catch(({ message, cause, field, at }: RuleError) => ({ message, cause, field, at }));
    expect(await told('r', {})).toMatchObject({
      cause: 'bad-context',
      message: expect.stringContaining("must have required property 'a'"),
    });
    expect(await told('r', { a: new Date(0) })).toMatchObject({ cause: 'bad-context', field: '.a' });
    expect(await told('r', { a: 5n ** 90n })).toMatchObject({
      message: expect.stringContaining('does not fit in 64 bits'),
    });
    expect(await told('r', { a: 5 })).toMatchObject({ cause: 'raised', at: { file: 'rules/r.lua', line: 2 } });
    expect(await told('r', { a: { b: 1 } })).toMatchObject({
      cause: 'bad-result',
      message: expect.stringContaining('gave the number 1'),
    });
    expect(await told('x', {})).toMatchObject({ cause: 'unknown-rule' });
  });

  it('keeps the last good version of one that is broken, or stuck while it loads', async () => {
    const problems: KnownError[] = [];
    const swaps: string[] = [];
    let wake: () => void = () => undefined;
    const { pool, store } = await open([luaRule(`return function(c) ${GIVE} end`)], {
      timeoutMs: 1000,
      onProblem: (_, problem) => {
        problems.push(problem);
        wake();
      },
      onSwap: ({ version }) => {
        swaps.push(version);
        wake();
      },
    });
    const change = async (text: string) => {
      await new Promise<void>((resolve) => {
        wake = resolve;
        store.put(luaRule(text));
      });
    };
    await change('return function( end');
    await change(STUCK);
    expect(problems.map(({ message, at }) => [message, at?.file])).toEqual([
      [expect.stringContaining('expected near'), 'rules/r.lua'],
      ['it cannot be loaded: did not end within 5000 ms', 'rules/r.lua'],
    ]);
    expect((await pool.execute('r', { n: 1 })).reasoning).toBe('1');
    await change('return function(c) return { decision = "autonomous", confidence = 1, reasoning = "new" } end');
    expect((await pool.execute('r', { n: 1 })).reasoning).toBe('new');
    expect(swaps.length).toBe(2);
  });

  it('has the modules that a source names, and runs native rules where it is', async () => {
    const root = makeProject({
      'rules/a.lua': 'local words = require("_words") return function(c) return words end',
      'rules/_words.lua': 'return { decision = "escalated", confidence = 1, reasoning = "words" }',
    });
    const pool = await RulePool.open({ store: new FileRuleStore({ root }), isLive: false });
    pools.push(pool);
    expect((await pool.execute('a', {})).reasoning).toBe('words');
    const { pool: other } = await open([nativeRule(() => ({ decision: 'escalated', confidence: 1, reasoning: 'n' }))]);
    expect((await other.execute('r', {})).rule.kind).toBe('native');
  });

  it('is told to whom the engine tells', async () => {
    const told: string[] = [];
    const { pool } = await open([luaRule(`return function(c) ${GIVE} end`)], {
      onDecision: ({ outcome }) => told.push(outcome instanceof RuleError ? outcome.cause : outcome.decision),
    });
    await pool.execute('r', {});
    await pool.executeMany('r', [{}, { at: new Date(0) }]);
    expect(told).toEqual(['escalated', 'escalated', 'bad-context']);
  });
});
