import { expect, it } from 'vitest';
import type { OutcomeKind } from '../../../src/model/outcome.js';
import { clusterByMessage } from '../../../src/report/page/overview.js';

function createRow(number: number, outcome: OutcomeKind, message: string) {
  const search = { outcome, tags: [], file: 'a.lua', text: message };
  const place = { id: `a.lua::${number}`, file: 0, line: number, path: [`${number}`], tags: [] };
  return { ...place, number, search, outcome, message, durationMs: 1, startedMs: 0, worker: 0, attemptCount: 1 };
}

it('puts bad scenarios together that say the same but for numbers and quoted parts, the most frequent first', () => {
  const clusters = clusterByMessage([
    createRow(0, 'errored', 'out of memory'),
    createRow(1, 'failed', 'expected 1, got "a"'),
    createRow(2, 'failed', 'expected 2.5, got "b"'),
    createRow(3, 'flaky', 'expected 3, got "c"'),
    createRow(4, 'passed', ''),
  ]);
  expect(clusters.map((cluster) => cluster.map(({ number }) => number))).toEqual([[1, 2], [0]]);
});
