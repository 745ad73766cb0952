import { describe, expect, it } from 'vitest';
import { createRandom, estimateMedian, judgeTarget, median, shuffle } from '../../perf/statistics.mjs';

describe('the statistics of the measurements', () => {
  it('gives the same random numbers for the same seed, spread over the unit interval', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 1000 }, random);
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const tenths = new Set(draw(7).map((value) => Math.floor(value * 10)));
    expect([...tenths].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('shuffles without losing or doubling anything, and reaches every order', () => {
    const random = createRandom(1);
    const items = ['a', 'b', 'c'];
    const orders = new Set(Array.from({ length: 200 }, () => shuffle(items, random).join('')));
    expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    expect(items).toEqual(['a', 'b', 'c']);
  });

  it('takes the middle value, whatever the order, or the mean of the two in the middle', () => {
    expect(median([9, 1, 10])).toBe(9);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([5])).toBe(5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('puts the interval around the median, inside the range, and alike for the same seed', () => {
    const values = [3, 5, 4, 6, 5, 4, 30];
    const estimate = estimateMedian(values, createRandom(1));
    expect(estimate).toMatchObject({ value: 5, count: 7 });
    expect(estimate.low).toBeGreaterThanOrEqual(3);
    expect(estimate.low).toBeLessThanOrEqual(5);
    expect(estimate.high).toBeGreaterThanOrEqual(5);
    expect(estimate.high).toBeLessThanOrEqual(30);
    expect(estimateMedian(values, createRandom(1))).toEqual(estimate);
  });

  it('has the true median in its interval about as often as it says', () => {
    const random = createRandom(3);
    const trials = Array.from({ length: 40 }, () =>
      estimateMedian(
        Array.from({ length: 15 }, () => random()),
        random,
      ),
    );
    const hits = trials.filter(({ low, high }) => low <= 0.5 && 0.5 <= high).length;
    expect(hits).toBeGreaterThanOrEqual(34);
  });

  it('knows no width from a single sample', () => {
    expect(estimateMedian([8], createRandom(1))).toEqual({ value: 8, low: 8, high: 8, count: 1 });
  });

  it('says reached or missed only where the whole interval does', () => {
    const estimate = { value: 5, low: 4, high: 6, count: 9 };
    expect(judgeTarget(estimate, { atLeast: 4 })).toBe('reached');
    expect(judgeTarget(estimate, { atLeast: 5 })).toBe('unclear');
    expect(judgeTarget(estimate, { atLeast: 6.1 })).toBe('missed');
    expect(judgeTarget(estimate, { atMost: 6 })).toBe('reached');
    expect(judgeTarget(estimate, { atMost: 5 })).toBe('unclear');
    expect(judgeTarget(estimate, { atMost: 3.9 })).toBe('missed');
  });
});
