import { expect, it } from 'vitest';
import { MutantQueue } from '../../../src/run/mutation/mutant-queue.js';

const work = (count: number) =>
  Array.from({ length: count }, () => ({
    script: 'rule.lua',
    source: new Uint8Array(),
    runs: [{ file: 'a.scenario.lua', positions: [0] }],
    timeoutMs: 500,
  }));
const unit = (item: number) =>
  ({ kind: 'scenario', item, from: 0, to: 1, attempt: 0, timeoutMs: 500, step: 0 }) as const;

it('hands out fewer toward the end', () => {
  const queue = new MutantQueue(work(100));
  expect(queue.take(2)).toHaveLength(8);
  while (queue.length > 8) queue.take(2);
  expect(queue.take(2)).toHaveLength(1);
});

it('knows what found each mutant, and which were not run', () => {
  const queue = new MutantQueue(work(3));
  const found = { how: 'failed', by: 'a', message: 'no' } as const;
  queue.finish(0, undefined);
  queue.finish(2, found);
  expect(queue.findings).toEqual([undefined, null, found]);
});

it('takes what a worker died of as found, and runs the others again', () => {
  const queue = new MutantQueue(work(4));
  const items = [...queue.take(1), ...queue.take(1), ...queue.take(1)];
  queue.finish(0, undefined);
  queue.giveBack(items, unit(1), 'timed-out');
  expect(queue.findings[1]).toEqual({ how: 'timed-out', by: 'a.scenario.lua', message: 'took longer than 500 ms' });
  expect(queue.take(1).map(({ id }) => id)).toEqual([2]);
});

it('believes what a worker said before it died', () => {
  const queue = new MutantQueue(work(1));
  const items = queue.take(1);
  queue.finish(0, undefined);
  queue.giveBack(items, unit(0), 'crashed');
  expect(queue.findings).toEqual([undefined]);
  expect(queue.length).toBe(0);
});
