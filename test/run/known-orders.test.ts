import { describe, expect, it } from 'vitest';
import { KnownOrders } from '../../src/run/known-orders.js';
import { Schedule } from '../../src/world/schedule.js';

const SEED = () => 'seed';

/** Two tasks of so many steps each, told as who took each step. */
function runTwo(schedule: Schedule, steps: number): string {
  const left = [steps, steps];
  let order = '';
  while (left.some((count) => count > 0)) {
    const able = [0, 1].filter((task) => (left[task] ?? 0) > 0);
    const place = able.length > 1 ? schedule.choose(able.map((task) => task + 1)) : 0;
    const task = able[place] ?? 0;
    left[task] = (left[task] ?? 0) - 1;
    order += 'ab'[task];
  }
  return order;
}

/** Runs whatever is not known until all is. */
function exploreTwo(steps: number, most: number): string[] {
  const known = new KnownOrders(SEED);
  const orders: string[] = [];
  for (let number = 0; orders.length < most && !known.isComplete; number++) {
    if (known.has(number)) continue;
    const schedule = new Schedule(SEED, number);
    orders.push(runTwo(schedule, steps));
    known.add(schedule.choices, schedule.count);
  }
  return orders;
}

describe('the orders that are known', () => {
  it.each([
    [1, 2],
    [2, 6],
    [3, 20],
    [4, 70],
  ])('of two tasks of %d steps are %d, each found once', (steps, count) => {
    const orders = exploreTwo(steps, 1000);
    expect(orders).toHaveLength(count);
    expect(new Set(orders).size).toBe(count);
  });

  it('tell of a schedule whether it brings one of them again', () => {
    const known = new KnownOrders(SEED);
    const told = new Set<string>();
    for (let number = 0; number < 300; number++) {
      const schedule = new Schedule(SEED, number);
      const isKnown = known.has(number);
      const order = runTwo(schedule, 3);
      expect([number, isKnown]).toEqual([number, told.has(order)]);
      told.add(order);
      known.add(schedule.choices, schedule.count);
    }
  });

  it('are never taken for all where there are more choices than are held', () => {
    const known = new KnownOrders(SEED);
    const schedule = new Schedule(SEED, 0);
    for (let i = 0; i < 1200; i++) schedule.choose([1, 2]);
    known.add(schedule.choices, schedule.count);
    expect([known.isComplete, known.has(0)]).toEqual([false, false]);
  });

  it('are held in bounded memory', () => {
    const known = new KnownOrders(SEED);
    for (let number = 1; number < 400; number++) {
      const schedule = new Schedule(SEED, number);
      for (let i = 0; i < 1000; i++) schedule.choose([1, 2, 3]);
      known.add(schedule.choices, schedule.count);
    }
    expect(known.isComplete).toBe(false);
    const schedule = new Schedule(SEED, 1);
    for (let i = 0; i < 1000; i++) schedule.choose([1, 2, 3]);
    expect(known.has(1)).toBe(true);
  });
});
