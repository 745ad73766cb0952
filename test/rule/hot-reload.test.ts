import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { KnownError } from '../../src/model/known-error.js';
import { FileRuleStore } from '../../src/rule/file-store.js';
import { RuleEngine } from '../../src/rule/rule-engine.js';
import { makeProject, writeFiles } from './rule-project.js';

const say = (text: string) =>
  `return function() return { decision = "escalated", confidence = 1, reasoning = "${text}" } end`;

/** Something that is told more than once, to be waited for. */
function listen<T>() {
  const told: T[] = [];
  let wake: () => void = () => undefined;
  return {
    tell: (item: T) => {
      told.push(item);
      wake();
    },
    async next(): Promise<T> {
      for (;;) {
        const item = told.shift();
        if (item !== undefined) return item;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

it('swaps what is written, keeps the last good version of what is broken, and says why', async () => {
  const root = makeProject({ 'rules/a.lua': say('first') });
  const swaps = listen<string>();
  const problems = listen<{ id: string | undefined; problem: KnownError }>();
  const engine = await RuleEngine.open({
    store: new FileRuleStore({ root }),
    onSwap: ({ id }) => swaps.tell(id),
    onProblem: (id, problem) => problems.tell({ id, problem }),
  });
  try {
    await swaps.next();
    const first = engine.execute('a', {});
    writeFiles(root, { 'rules/a.lua': say('second') });
    await swaps.next();
    const second = engine.execute('a', {});
    expect([first.reasoning, second.reasoning]).toEqual(['first', 'second']);
    expect(second.rule.version).not.toBe(first.rule.version);

    writeFiles(root, { 'rules/a.lua': '\n\nreturn function( end' });
    expect(await problems.next()).toMatchObject({ id: 'a', problem: { at: { file: 'rules/a.lua', line: 3 } } });
    expect(engine.execute('a', {})).toMatchObject({ reasoning: 'second', rule: second.rule });

    writeFiles(root, { 'rules/a.json': '{ "thresholds": 3 }', 'rules/a.lua': say('third') });
    expect(await problems.next()).toMatchObject({ problem: { at: { file: 'rules/a.json', line: 1 } } });
    expect(engine.execute('a', {}).reasoning).toBe('second');
    rmSync(join(root, 'rules/a.json'));
    await swaps.next();
    expect(engine.execute('a', {}).reasoning).toBe('third');

    writeFiles(root, {
      'rules/b.ts': 'export default () => ({ decision: "autonomous", confidence: 1, reasoning: "b" });',
    });
    await swaps.next();
    expect(engine.rules.map(({ id }) => id)).toEqual(['a', 'b']);
  } finally {
    await engine.close();
  }
});

it('says which rule is broken when it opens', async () => {
  const root = makeProject({ 'rules/a.lua': 'return function( end' });
  await expect(RuleEngine.open({ store: new FileRuleStore({ root }) })).rejects.toMatchObject({
    at: { file: 'rules/a.lua', line: 1 },
  });
});
