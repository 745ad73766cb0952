import { expect, it } from 'vitest';
import { type Due, DueQueue } from '../../src/world/due-queue.js';
import { RandomStream } from '../../src/world/random-stream.js';

const due = (dueMs: number, order: number): Due => ({ dueMs, order, isGone: false });

it('gives what is due in the order of time, then of its number, whatever was taken back', () => {
  const chance = new RandomStream('queue');
  const queue = new DueQueue<Due>();
  const items = Array.from({ length: 2000 }, (_, order) => due(chance.integer(0, 50), order));
  for (const item of items) queue.add(item);
  const gone = items.filter(() => chance.number() < 0.7);
  for (const item of gone) queue.remove(item);
  const left = items.filter((item) => !gone.includes(item)).sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
  expect(queue.list()).toEqual(left);
  const taken: Due[] = [];
  for (let now = 0; now <= 50; now++) {
    for (let item = queue.takeDue(now); item !== undefined; item = queue.takeDue(now)) {
      expect(item.dueMs).toBe(now);
      taken.push(item);
    }
  }
  expect(taken).toEqual(left);
  expect(queue.nextMs).toBe(Number.POSITIVE_INFINITY);
});

it('gives nothing before it is due', () => {
  const queue = new DueQueue<Due>();
  queue.add(due(5, 1));
  expect([queue.nextMs, queue.takeDue(4)]).toEqual([5, undefined]);
});
