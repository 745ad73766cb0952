import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/run/deadline.js';
import { WorkQueue } from '../../src/run/work-queue.js';
import { CHUNK, type WorkItem } from '../../src/run/worker-messages.js';

const scenarioUnit = (item: number, position: number, attempt = 0): Unit => ({
  kind: 'scenario',
  item,
  from: position,
  to: position + 1,
  attempt,
  timeoutMs: 100,
});

function takeOne(queue: WorkQueue): WorkItem {
  const [item] = queue.take(1);
  if (item === undefined) throw new Error('the queue is empty');
  return item;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('a queue', () => {
  it('hands out files in order, many at once while many are left', () => {
    const files = range(0, 100).map((i) => `f${i}.lua`);
    const queue = new WorkQueue(files);
    const taken: WorkItem[][] = [];
    while (queue.length > 0) taken.push(queue.take(2));
    expect(taken.flat().map((item) => item.file)).toEqual(files);
    expect(taken[0]?.length).toBe(13);
    expect(taken.at(-1)?.length).toBe(1);
  });

  it('cuts a long file into chunks, which go to whoever asks, before any other file', () => {
    const queue = new WorkQueue(['long.lua', 'next.lua']);
    queue.loaded(takeOne(queue), CHUNK * 2 + 10);
    const [second, third, next] = [queue.take(2), queue.take(2), queue.take(2)];
    expect(second).toMatchObject([{ file: 'long.lua', positions: range(CHUNK, CHUNK * 2) }]);
    expect(third).toMatchObject([{ file: 'long.lua', positions: range(CHUNK * 2, CHUNK * 2 + 10) }]);
    expect(next).toMatchObject([{ file: 'next.lua', positions: 'first' }]);
  });

  it('takes back what a dead worker had not told, with what it died of', () => {
    const queue = new WorkQueue(['a.lua', 'b.lua', 'c.lua']);
    const items = [takeOne(queue), takeOne(queue), takeOne(queue)];
    const [a, b] = items;
    if (a === undefined || b === undefined) throw new Error('two items are there');
    queue.loaded(a, 3);
    queue.loaded(b, 4);
    for (const position of [0, 1, 2]) queue.done(a.id, position);
    queue.done(b.id, 0);
    queue.giveBack(items, scenarioUnit(b.id, 2), 'timed-out');
    expect([takeOne(queue), takeOne(queue)]).toMatchObject([
      { file: 'b.lua', positions: [1, 2, 3], interruptions: [{ kind: 'scenario', from: 2, cause: 'timed-out' }] },
      { file: 'c.lua', positions: 'first', interruptions: [] },
    ]);
    expect(queue.length).toBe(0);
  });

  it('keeps earlier interruptions of an item', () => {
    const queue = new WorkQueue(['a.lua']);
    const first = takeOne(queue);
    queue.loaded(first, 5);
    queue.giveBack([first], scenarioUnit(first.id, 1), 'timed-out');
    queue.giveBack([takeOne(queue)], scenarioUnit(first.id, 1, 1), 'timed-out');
    expect(takeOne(queue).interruptions.map((each) => each.attempt)).toEqual([0, 1]);
  });

  it('that is closed keeps only what a stopped worker had finished', () => {
    const queue = new WorkQueue(['a.lua', 'b.lua', 'c.lua']);
    const items = [takeOne(queue), takeOne(queue)];
    const [a, b] = items;
    if (a === undefined || b === undefined) throw new Error('two items are there');
    queue.close();
    queue.loaded(a, CHUNK * 2);
    expect(queue.length).toBe(0);
    queue.loaded(b, 5);
    queue.done(b.id, 0);
    queue.giveBackUntold(items, scenarioUnit(b.id, 3));
    expect([takeOne(queue), takeOne(queue)]).toMatchObject([
      { file: 'a.lua', positions: range(0, CHUNK) },
      { file: 'b.lua', positions: [1, 2] },
    ]);
  });
});
