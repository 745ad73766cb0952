import { median } from './describe-samples.js';
import type { Random } from './random.js';

const RESAMPLES = 10_000;
const CONFIDENCE = 0.95;

/** A median with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** How many values it rests on. */
  readonly count: number;
}

/** An estimate with the medians of the resamples it was made of, sorted. */
export interface Bootstrap extends Estimate {
  readonly medians: Float64Array;
}

/**
 * The median of some values with its interval from a percentile bootstrap (Efron, 1979; 10,000 resamples). Where each value
 * is the ratio of two variants in one block, the blocks are what is drawn: that is a paired bootstrap. Throws a RangeError
 * where there are no values.
 */
export function bootstrapMedian(values: readonly number[], random: Random): Bootstrap {
  const value = median(values);
  const sorted = Float64Array.from(values).sort();
  const medians = new Float64Array(RESAMPLES);
  const counts = new Uint32Array(sorted.length);
  for (let i = 0; i < RESAMPLES; i++) medians[i] = resampleMedian(sorted, counts, random);
  medians.sort();
  const tail = Math.floor((RESAMPLES * (1 - CONFIDENCE)) / 2);
  return {
    value,
    low: medians[tail] ?? value,
    high: medians[RESAMPLES - 1 - tail] ?? value,
    count: values.length,
    medians,
  };
}

/** The median of one resample, found by counting how often each of the sorted values was drawn: no sorting again. */
function resampleMedian(sorted: Float64Array, counts: Uint32Array, random: Random): number {
  const { length } = sorted;
  counts.fill(0);
  for (let i = 0; i < length; i++) {
    const drawn = Math.floor(random() * length);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  const upper = valueAtRank(sorted, counts, length >>> 1);
  return length % 2 === 1 ? upper : (valueAtRank(sorted, counts, (length >>> 1) - 1) + upper) / 2;
}

function valueAtRank(sorted: Float64Array, counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (let i = 0; i < sorted.length; i++) {
    seen += counts[i] ?? 0;
    if (seen > rank) return sorted[i] ?? Number.NaN;
  }
  throw new RangeError('a rank beyond the values was asked for');
}
