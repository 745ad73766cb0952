import type { Comparison, Estimate, Verdict } from '../../model/bench-record.js';
import type { Random } from '../../model/random-numbers.js';
import { type Bootstrap, bootstrapMedian, bootstrapRatio } from './bootstrap.js';

/** A difference that matters: 5 %. */
export const DEFAULT_THRESHOLD = 0.05;

export interface ComparisonOptions {
  readonly random: Random;
  /** Ratios within 1 / (1 + threshold) and 1 + threshold count as the same. */
  readonly threshold?: number;
}

/**
 * Compares two variants by their times in the same blocks, so that what the machine did meanwhile strikes both. Throws a
 * RangeError where there are no blocks, or not as many of both.
 */
export function compareVariants(
  times: readonly number[],
  baseline: readonly number[],
  { random, threshold = DEFAULT_THRESHOLD }: ComparisonOptions,
): Comparison {
  if (times.length !== baseline.length) throw new RangeError('each block must have timed both variants');
  const ratios = times.map((time, block) => time / (baseline[block] ?? Number.NaN));
  return judge(bootstrapMedian(ratios, random), threshold);
}

/**
 * Compares a variant with times that were taken in another run: what the machine did then strikes one side alone, so this
 * says less than blocks do. Throws a RangeError where there are no times.
 */
export function compareRuns(
  times: readonly number[],
  earlier: readonly number[],
  { random, threshold = DEFAULT_THRESHOLD }: ComparisonOptions,
): Comparison {
  return judge(bootstrapRatio(times, earlier, random), threshold);
}

function judge({ medians, ...ratio }: Bootstrap, threshold: number): Comparison {
  return { ratio, verdict: judgeRatio(ratio, threshold), p: testNoDifference(medians) };
}

/** The word for a ratio with its interval. */
export function judgeRatio({ low, high }: Estimate, threshold: number): Verdict {
  const [least, most] = [1 / (1 + threshold), 1 + threshold];
  if (low > most) return 'slower';
  if (high < least) return 'faster';
  return low >= least && high <= most ? 'same' : 'inconclusive';
}

/** Never 0: so many resamples can show no less (Davison and Hinkley, 1997, 4.2). */
function testNoDifference(medians: Float64Array): number {
  const below = medians.reduce((count, value) => count + (value <= 1 ? 1 : 0), 0);
  const above = medians.reduce((count, value) => count + (value >= 1 ? 1 : 0), 0);
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (medians.length + 1));
}

/**
 * Which of several comparisons hold at a family-wise error of `alpha`, by Holm's step-down procedure (Holm, 1979), in the
 * order given.
 */
export function holm(ps: readonly number[], alpha = 0.05): boolean[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const holds = ps.map(() => false);
  for (const [rank, { p, index }] of order.entries()) {
    if (p > alpha / (ps.length - rank)) break;
    holds[index] = true;
  }
  return holds;
}

/** The geometric mean of some ratios. Throws a RangeError where there are none. */
export function geometricMean(ratios: readonly number[]): number {
  if (ratios.length === 0) throw new RangeError('a mean needs at least one value');
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}
