import { expect, it } from 'vitest';
import type { Entry } from '../../src/model/entry.js';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { showTrail } from '../../src/report/show-trail.js';
import { createResult } from '../support/results.js';

const entry = (text: string, more: Partial<Entry> = {}): Entry => ({ kind: 'log', at: 0, text, ...more });

function show(journal: readonly Entry[], more: Partial<ScenarioResult> = {}): string[] {
  const result = createResult('a', { outcome: 'failed', journal, entryCount: journal.length, ...more });
  return showTrail(result).map(({ text }) => text);
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => entry(`${index}`));
const failedAt = (entriesBefore: number) => ({ failures: [{ check: 'equal', message: '', entriesBefore }] });

it('shows the last facts, in columns, and counts those before them', () => {
  expect(show([...numbered(4), entry('b\nc', { kind: 'print', at: 1200 }), entry('d'), entry('e')])).toEqual([
    'journal  … 1 before',
    '            0 ms  log    1',
    '            0 ms  log    2',
    '            0 ms  log    3',
    '         1.200 s  print  b c',
    '            0 ms  log    d',
    '            0 ms  log    e',
  ]);
});

it('names the task that told a fact, where there are several', () => {
  expect(show([entry('a', { task: 'writer' }), entry('b')])).toEqual([
    'journal  0 ms  writer  log  a',
    '         0 ms          log  b',
  ]);
});

it('ends where the last failure was, not where the scenario ended', () => {
  expect(show(numbered(5), failedAt(2))).toEqual(['journal  0 ms  log  0', '         0 ms  log  1']);
  const error = { cause: 'raised', message: '', traceback: [], entriesBefore: 1 } as const;
  expect(show(numbered(5), { outcome: 'errored', error })).toEqual(['journal  0 ms  log  0']);
});

it('finds its place in a journal whose middle is not held', () => {
  const held = [...numbered(10), ...Array.from({ length: 10 }, (_, index) => entry(`${90 + index}`))];
  const last = (entriesBefore: number) =>
    show(held, { entryCount: 100, ...failedAt(entriesBefore) })
      .at(-1)
      ?.trim();
  expect([last(4), last(10), last(92), last(100)]).toEqual([
    '0 ms  log  3',
    '0 ms  log  9',
    '0 ms  log  91',
    '0 ms  log  99',
  ]);
  expect(last(50)).toBeUndefined();
});

it('counts checks that held one after another, and leaves out the failed, which are shown themselves', () => {
  const check = entry('assert held', { kind: 'check' });
  expect(show([check, check, check, entry('no', { kind: 'check.failed' }), entry('x'), check])).toEqual([
    'journal  0 ms  check  3 checks held',
    '         0 ms  log    x',
    '         0 ms  check  assert held',
  ]);
});

it('cuts a long fact, and is empty where nothing happened', () => {
  expect(show([entry('x'.repeat(999))])[0]?.length).toBeLessThan(220);
  expect(show([])).toEqual([]);
});
