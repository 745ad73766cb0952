import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { KnownError } from '../../src/model/known-error.js';
import { RuleError } from '../../src/model/rule.js';
import { MemoryRuleStore } from '../../src/rule/memory-store.js';
import { RuleEngine, type RuleEngineOptions } from '../../src/rule/rule-engine.js';
import type { LuaRule, StoredRule } from '../../src/rule/rule-store.js';
import { hashSource } from '../../src/script/script-source.js';

const EPIC = readFileSync(
  join(import.meta.dirname, '../../scenarios/source-document/rules/epic_validation.lua'),
  'utf8',
);

function lua(id: string, text: string): LuaRule {
  const source = new TextEncoder().encode(text);
  return { id, kind: 'lua', path: `rules/${id}.lua`, source, version: hashSource(source) };
}

const engines: RuleEngine[] = [];

async function open(rules: readonly StoredRule[], options: Partial<RuleEngineOptions> = {}) {
  const store = new MemoryRuleStore(rules);
  const engine = await RuleEngine.open({ store, ...options });
  engines.push(engine);
  return { engine, store };
}

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

async function refusal(text: string, context: unknown = {}) {
  const { engine } = await open([lua('r', text)]);
  try {
    engine.execute('r', context);
  } catch (error) {
    if (error instanceof RuleError)
      return { cause: error.cause, field: error.field, message: error.message.replace(/\(\w+\)/, '(v)') };
    throw error;
  }
  throw new Error('there is a decision');
}

describe('the engine', () => {
  it('classifies what a rule decides', async () => {
    const { engine } = await open([lua('epic_validation', EPIC)]);
    const decide = (wsjf_score: number, business_value: number) =>
      engine.execute('epic_validation', { wsjf_score, business_value });
    expect(decide(51, 71)).toMatchObject({ decision: 'autonomous', confidence: 0.95, rule: { id: 'epic_validation' } });
    expect([decide(50, 71), decide(31, 0), decide(30, 100)].map(({ decision }) => decision)).toEqual([
      'collaborative',
      'collaborative',
      'escalated',
    ]);
  });

  it('runs native rules alike', async () => {
    const native: StoredRule = {
      id: 'native',
      kind: 'native',
      path: 'rules/native.ts',
      version: '1',
      rule: {
        run: ({ ready }: { ready: boolean }) => ({
          decision: ready ? 'autonomous' : 'escalated',
          confidence: 1,
          reasoning: 'told',
        }),
      },
    };
    const { engine } = await open([native]);
    expect(engine.execute('native', { ready: true })).toMatchObject({
      decision: 'autonomous',
      rule: { kind: 'native' },
    });
  });

  it('decides a batch row by row', async () => {
    const { engine } = await open([lua('epic_validation', EPIC)]);
    const outcomes = engine.executeMany('epic_validation', [
      { wsjf_score: 80, business_value: 80 },
      { wsjf_score: 'x' },
      {},
    ]);
    expect(outcomes.map((outcome) => (outcome instanceof RuleError ? outcome.cause : outcome.decision))).toEqual([
      'autonomous',
      'raised',
      'escalated',
    ]);
  });

  it.each([
    ['nothing', 'return function() end', undefined],
    ['another decision', 'return function() return { decision = "autonomus" } end', 'decision'],
    ['no number', 'return function() return { decision = "escalated", confidence = "1" } end', 'confidence'],
    ['NaN', 'return function() return { decision = "escalated", confidence = 0/0 } end', 'confidence'],
    ['too sure', 'return function() return { decision = "escalated", confidence = 1.1 } end', 'confidence'],
    ['no reason', 'return function() return { decision = "escalated", confidence = 1 } end', 'reasoning'],
    ['a function', 'return function() return { decision = print } end', undefined],
    ['a circle', 'return function() local t = {} t.t = t return t end', undefined],
  ])('refuses a result that is %s', async (_, text, field) => {
    expect(await refusal(text)).toMatchObject({
      cause: 'bad-result',
      field,
      message: expect.stringMatching(/^rule r \(v\): /),
    });
  });

  it('says what was meant', async () => {
    const { engine } = await open([lua('epic_validation', EPIC)]);
    expect(() => engine.execute('epic_validaton', {})).toThrow('there is no such rule; did you mean epic_validation?');
    expect((await refusal('return function() return { decision = "autonomus" } end')).message).toContain(
      'did you mean autonomous?',
    );
  });

  it('tells the line of a rule that raises, and the field of a context that cannot be passed', async () => {
    expect(await refusal('return function(c)\n  return c.a.b\nend')).toMatchObject({
      cause: 'raised',
      message: expect.stringContaining("rules/r.lua:2: attempt to index a nil value (field 'a')"),
    });
    expect(await refusal('return function() end', { when: new Date(0) })).toMatchObject({
      cause: 'bad-context',
      field: '.when',
    });
  });

  it('makes a rule anew that has used up its memory', async () => {
    const hungry = `local calls = 0
      return function(c)
        calls = calls + 1
        if c.eat then local t = {} while true do t[#t + 1] = ("x"):rep(1e6) .. #t end end
        return { decision = "escalated", confidence = 1, reasoning = "call " .. calls }
      end`;
    const { engine } = await open([lua('hungry', hungry)], { memoryMb: 32 });
    expect(() => engine.execute('hungry', { eat: true })).toThrow('not enough memory');
    expect(engine.execute('hungry', { eat: false }).decision).toBe('escalated');
  });

  it('swaps a changed rule, and keeps the last good version of a broken one', async () => {
    const swaps: string[] = [];
    const problems: KnownError[] = [];
    const say = (text: string) =>
      lua('r', `return function() return { decision = "escalated", confidence = 1, reasoning = "${text}" } end`);
    const { engine, store } = await open([say('first')], {
      onSwap: ({ version }) => swaps.push(version),
      onProblem: (_, problem) => problems.push(problem),
    });
    store.put(say('second'));
    expect(engine.execute('r', {}).reasoning).toBe('second');
    store.put(lua('r', 'return function( end'));
    expect(engine.execute('r', {}).reasoning).toBe('second');
    expect(problems[0]).toMatchObject({ code: 'bad-source', at: { file: 'rules/r.lua', line: 1 } });
    expect(swaps.length).toBe(2);
    store.remove('r');
    expect(() => engine.execute('r', {})).toThrow('there is no such rule');
  });
});
