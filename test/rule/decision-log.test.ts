import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KnownError } from '../../src/model/known-error.js';
import { DecisionLog } from '../../src/rule/log/decision-log.js';
import type { LoggedDecision } from '../../src/rule/log/log-line.js';
import { readLog } from '../../src/rule/log/read-log.js';
import type { RuleEngine } from '../../src/rule/rule-engine.js';
import { luaRule, openEngine } from './engine-harness.js';
import { makeProject } from './rule-project.js';

const RULE = `return function(c)
  if c.fail then error("no") end
  return { decision = c.n > 1 and "autonomous" or "escalated", confidence = 0.5, reasoning = "n is " .. c.n, extra = c.extra }
end`;

async function read(path: string): Promise<LoggedDecision[]> {
  const all: LoggedDecision[] = [];
  for await (const batch of readLog(path, 'log.ndjson')) all.push(...batch);
  return all;
}

async function open(path: string): Promise<{ engine: RuleEngine; log: DecisionLog }> {
  const log = new DecisionLog(path, { now: () => 0 });
  return { engine: await openEngine([luaRule(RULE)], { log }), log };
}

describe('a decision log', () => {
  it('keeps decisions and errors, with all that contexts may hold', async () => {
    const path = join(makeProject(), 'logs/decisions.ndjson');
    const { engine, log } = await open(path);
    const context = {
      n: 2,
      big: 2n ** 60n,
      not: Number.NaN,
      zero: -0,
      bytes: new Uint8Array([255]),
      $odd: '$nil',
      list: [undefined, 1],
    };
    engine.execute('r', context);
    engine.executeMany('r', [
      { n: 0, extra: [1] },
      { fail: true, n: 0 },
      { n: 1, at: new Date(0) },
    ]);
    expect(() => engine.execute('r', { n: 'x', fail: true })).toThrow();
    await log.close();
    const all = await read(path);
    const version = engine.rules[0]?.version;
    const head = { time: '1970-01-01T00:00:00.000Z', rule: 'r', version };
    expect(all[0]).toEqual({ ...head, context, decision: 'autonomous', confidence: 0.5 });
    expect(all[1]).toEqual({ ...head, context: { n: 0, extra: [1] }, decision: 'escalated', confidence: 0.5 });
    expect(all[2]).toMatchObject({
      context: { fail: true, n: 0 },
      error: expect.stringContaining('rules/r.lua:2: no'),
    });
    expect(all[3]).toMatchObject({
      context: undefined,
      error: expect.stringContaining('.at: an object of class Date'),
    });
    expect(all.length).toBe(5);
    expect(JSON.parse(readFileSync(path, 'utf8').split('\n')[1] ?? '')).toMatchObject({
      reasoning: 'n is 0',
      more: { extra: [1] },
    });
  });

  it('goes on in a new file when the old one is renamed', async () => {
    const root = makeProject();
    const path = join(root, 'd.ndjson');
    const { engine, log } = await open(path);
    engine.execute('r', { n: 1 });
    await log.flush();
    renameSync(path, join(root, 'd.1.ndjson'));
    engine.execute('r', { n: 2 });
    await log.flush();
    expect((await read(join(root, 'd.1.ndjson'))).map(({ context }) => context)).toEqual([{ n: 1 }]);
    expect((await read(path)).map(({ context }) => context)).toEqual([{ n: 2 }]);
    await log.close();
  });

  it('keeps what cannot be written, says why, and writes it when it can', async () => {
    const root = makeProject();
    const path = join(root, 'd.ndjson');
    mkdirSync(path);
    const told: KnownError[] = [];
    const log = new DecisionLog(path, { onProblem: (problem) => told.push(problem) });
    const engine = await openEngine([luaRule(RULE)], { log });
    engine.execute('r', { n: 1 });
    await expect(log.flush()).rejects.toThrow(/decisions cannot be logged: .*: it is a folder \(EISDIR\)/);
    engine.execute('r', { n: 2 });
    rmSync(path, { recursive: true });
    await log.close();
    expect((await read(path)).map(({ context }) => context)).toEqual([{ n: 1 }, { n: 2 }]);
    expect([told, log.lostCount]).toEqual([[], 0]);
  });

  it('writes many without a line lost or broken', async () => {
    const path = join(makeProject(), 'd.ndjson');
    const { engine, log } = await open(path);
    const rows = Array.from({ length: 5000 }, (_, n) => ({ n, text: 'x'.repeat(300) }));
    for (let i = 0; i < 4; i++) {
      engine.executeMany('r', rows);
      await new Promise(setImmediate);
    }
    await log.close();
    expect((await read(path)).map(({ context }) => (context as { n: number }).n)).toEqual(
      Array.from({ length: 20_000 }, (_, i) => i % 5000),
    );
  });

  it('tells the line that is none, and leaves out a last one that was cut off', async () => {
    const root = makeProject();
    const path = join(root, 'd.ndjson');
    const good = '{"format":1,"time":"t","rule":"r","version":"v","context":{},"decision":"escalated","confidence":1}';
    const reading = async (text: string) => {
      writeFileSync(path, text);
      return await read(path).catch((error: KnownError) => ({ at: error.at, message: error.message }));
    };
    expect(((await reading(`${good}\n${good.slice(0, 50)}`)) as unknown[]).length).toBe(1);
    expect(((await reading(`${good}\r\n\n${good}`)) as unknown[]).length).toBe(2);
    expect(await reading(`${good}\nnonsense\n${good}\n`)).toMatchObject({ at: { file: 'log.ndjson', line: 2 } });
    expect(await reading('{"format":2,"time":"t"}\n')).toMatchObject({
      message: expect.stringContaining('format 2 is newer'),
    });
    expect(await reading('{"kind":"run.started"}\n')).toMatchObject({
      message: expect.stringContaining('it has no format'),
    });
    expect(await reading('{"format":1,"time":"t","rule":"r","version":"v"}\n')).toMatchObject({
      message: expect.stringContaining('neither a decision nor an error'),
    });
    await expect(read(join(root, 'none'))).rejects.toThrow('the decision log cannot be read: it does not exist');
  });
});

it('tells of every call, for metrics', async () => {
  const told: string[] = [];
  const engine = await openEngine([luaRule(RULE)], {
    onDecision: ({ rule, outcome, durationMs }) => {
      const what = outcome instanceof Error ? outcome.cause : outcome.decision;
      told.push(`${rule.id} ${what} ${durationMs >= 0}`);
    },
  });
  engine.execute('r', { n: 2 });
  engine.execute('r', { n: 2 }, { explain: true });
  expect(() => engine.execute('r', { fail: true })).toThrow();
  engine.executeMany('r', [{ n: 0 }, { fail: true }]);
  expect(told).toEqual(['autonomous', 'autonomous', 'raised', 'escalated', 'raised'].map((what) => `r ${what} true`));
});
