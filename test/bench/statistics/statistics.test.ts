import { describe, expect, it } from 'vitest';
import { bootstrapMedian } from '../../../src/bench/statistics/bootstrap.js';
import { compareVariants, geometricMean, holm, judgeRatio } from '../../../src/bench/statistics/compare-variants.js';
import { describeSamples, quantile } from '../../../src/bench/statistics/describe-samples.js';
import { createRandom, shuffle } from '../../../src/model/random-numbers.js';

describe('samples', () => {
  it('are described as R describes them', () => {
    // summary(c(2,4,4,4,5,5,7,9)), sd() and mad(constant = 1) in R.
    const summary = describeSamples([9, 2, 4, 4, 5, 4, 7, 5]);
    expect(summary).toMatchObject({ count: 8, min: 2, median: 4.5, mean: 5, mad: 0.5, outlierCount: 1 });
    expect(summary.deviation).toBeCloseTo(2.1380899, 6);
  });

  it('have tails only where enough of them carry them', () => {
    expect(describeSamples(range(19)).p95).toBeUndefined();
    expect(describeSamples(range(20)).p95).toBeCloseTo(18.05, 10);
    expect(describeSamples(range(99)).p99).toBeUndefined();
    expect(describeSamples(range(101)).p99).toBe(99);
  });

  it('have quantiles of type 7', () => {
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((share) => quantile([1, 2, 3, 4], share))).toEqual([
      1, 1.3, 1.75, 2.5, 3.7, 4,
    ]);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('the bootstrap', () => {
  it('gives the same interval for the same seed, around the median', () => {
    const values = range(31).map((i) => 1 + i / 100);
    const [first, second] = [bootstrapMedian(values, createRandom(7)), bootstrapMedian(values, createRandom(7))];
    expect(second).toEqual(first);
    expect(first.value).toBeCloseTo(1.15, 10);
    // Order statistics of the binomial distribution put the interval at the 10th and 22nd of 31 values.
    expect(first.low).toBeGreaterThanOrEqual(1.08);
    expect(first.low).toBeLessThanOrEqual(1.11);
    expect(first.high).toBeGreaterThanOrEqual(1.19);
    expect(first.high).toBeLessThanOrEqual(1.22);
  });

  it('draws an even number of values like an odd one', () => {
    expect(bootstrapMedian([1, 3], createRandom(1))).toMatchObject({ value: 2, low: 1, high: 3, count: 2 });
    expect(bootstrapMedian([4], createRandom(1))).toMatchObject({ value: 4, low: 4, high: 4 });
  });

  it('covers the true median about 95 times in 100', () => {
    const random = createRandom(11);
    let covered = 0;
    for (let i = 0; i < 200; i++) {
      const { low, high } = bootstrapMedian(
        range(40).map(() => random()),
        random,
      );
      if (low <= 0.5 && high >= 0.5) covered += 1;
    }
    expect(covered).toBeGreaterThan(180);
    expect(covered).toBeLessThan(200);
  });
});

describe('a comparison', () => {
  const drift = range(30).map((block) => 100 + 20 * Math.sin(block / 3));
  const noise = createRandom(3);
  const jitter = () => 1 + (noise() - 0.5) * 0.02;

  it('finds a difference under a drift that is larger than it', () => {
    const slow = drift.map((time) => time * 1.1 * jitter());
    const { verdict, ratio, p } = compareVariants(
      slow,
      drift.map((time) => time * jitter()),
      { random: createRandom(1) },
    );
    expect(verdict).toBe('slower');
    expect(ratio.value).toBeCloseTo(1.1, 1);
    expect(p).toBeLessThan(0.001);
  });

  it('calls equal variants the same', () => {
    const [a, b] = [drift.map((time) => time * jitter()), drift.map((time) => time * jitter())];
    expect(compareVariants(a, b, { random: createRandom(1) }).verdict).toBe('same');
  });

  it('is inconclusive where the interval is wide', () => {
    const wild = range(30).map(() => 50 + 100 * noise());
    expect(compareVariants(wild, drift, { random: createRandom(1) }).verdict).toBe('inconclusive');
  });

  it('judges by the whole interval', () => {
    const judge = (low: number, high: number) => judgeRatio({ value: 1, low, high, count: 30 }, 0.05);
    expect([judge(1.06, 1.2), judge(1.04, 1.2), judge(0.96, 1.04), judge(0.8, 0.94)]).toEqual([
      'slower',
      'inconclusive',
      'same',
      'faster',
    ]);
  });

  it('refuses blocks that timed one variant only', () => {
    expect(() => compareVariants([1, 2], [1], { random: createRandom(1) })).toThrow(RangeError);
  });
});

describe('several comparisons', () => {
  it("hold by Holm's procedure", () => {
    // Holm (1979): 0.01 <= 0.05/4 and 0.015 <= 0.05/3 hold, 0.03 > 0.05/2 ends it.
    expect(holm([0.03, 0.01, 0.04, 0.015])).toEqual([false, true, false, true]);
    expect(holm([])).toEqual([]);
  });

  it('are summed up by the geometric mean', () => {
    expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
    expect(geometricMean([1, 8, 27])).toBeCloseTo(6, 12);
    expect(() => geometricMean([])).toThrow(RangeError);
  });
});

it('random order has all items, the same for the same seed', () => {
  const items = range(20);
  expect(shuffle(items, createRandom(5)).sort((a, b) => a - b)).toEqual(items);
  expect(shuffle(items, createRandom(5))).toEqual(shuffle(items, createRandom(5)));
  expect(shuffle(items, createRandom(5))).not.toEqual(shuffle(items, createRandom(6)));
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
