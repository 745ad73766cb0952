import type { SampleSummary } from '../../model/bench-record.js';

const P95_COUNT = 20;
const P99_COUNT = 100;
const FENCE = 1.5;

/** Throws a RangeError where there are no samples. */
export function describeSamples(samples: readonly number[]): SampleSummary {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = quantileOfSorted(sorted, 0.5);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const [first, third] = [quantileOfSorted(sorted, 0.25), quantileOfSorted(sorted, 0.75)];
  const [low, high] = [first - FENCE * (third - first), third + FENCE * (third - first)];
  return {
    count: sorted.length,
    min: sorted[0] ?? Number.NaN,
    median: middle,
    mad: median(sorted.map((value) => Math.abs(value - middle))),
    mean,
    deviation: sorted.length > 1 ? Math.sqrt(squares / (sorted.length - 1)) : 0,
    ...(sorted.length >= P95_COUNT && { p95: quantileOfSorted(sorted, 0.95) }),
    ...(sorted.length >= P99_COUNT && { p99: quantileOfSorted(sorted, 0.99) }),
    outlierCount: sorted.filter((value) => value < low || value > high).length,
  };
}

/** The middle value, or the mean of the two in the middle. Throws a RangeError where there are none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which a share of the values lies, by linear interpolation between order statistics (type 7 of Hyndman and
 * Fan, 1996; what R, NumPy and Excel do). Throws a RangeError where there are no values.
 */
export function quantile(values: readonly number[], share: number): number {
  return quantileOfSorted(
    values.toSorted((a, b) => a - b),
    share,
  );
}

function quantileOfSorted(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('a quantile needs at least one value');
  return below + (above - below) * (position - Math.floor(position));
}
