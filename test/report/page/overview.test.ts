import { expect, it } from 'vitest';
import type { OutcomeKind } from '../../../src/model/outcome.js';
import { clusterFailures } from '../../../src/report/page/overview.js';

function createRow(number: number, outcome: OutcomeKind, message: string, more: { cause?: string; at?: string } = {}) {
  const search = { outcome, tags: [], file: 'a.lua', text: message };
  const place = { id: `a.lua::${number}`, file: 0, line: number, path: [`${number}`], tags: [] };
  return {
    ...place,
    number,
    search,
    outcome,
    message,
    durationMs: 1,
    startedMs: 0,
    worker: 0,
    attemptCount: 1,
    ...more,
  };
}

it('puts bad scenarios together that say the same but for numbers and quoted parts, the most frequent first', () => {
  const clusters = clusterFailures([
    createRow(0, 'errored', 'out of memory'),
    createRow(1, 'failed', 'expected 1, got "a"'),
    createRow(2, 'failed', 'expected 2.5, got "b"'),
    createRow(3, 'flaky', 'expected 3, got "c"'),
    createRow(4, 'passed', ''),
  ]);
  expect(clusters.map((cluster) => cluster.map(({ number }) => number))).toEqual([[1, 2], [0]]);
});

it('keeps apart what other checks say, and what is said elsewhere', () => {
  const said = 'expected the two to be equal';
  const clusters = clusterFailures([
    createRow(0, 'failed', said, { cause: 'equal', at: 'a.lua:1' }),
    createRow(1, 'failed', said, { cause: 'equal', at: 'a.lua:1' }),
    createRow(2, 'failed', said, { cause: 'equal', at: 'a.lua:2' }),
    createRow(3, 'failed', said, { cause: 'same', at: 'a.lua:1' }),
  ]);
  expect(clusters.map((cluster) => cluster.map(({ number }) => number))).toEqual([[0, 1], [2], [3]]);
});
