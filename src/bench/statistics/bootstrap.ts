import type { Estimate } from '../../model/bench-record.js';
import type { Random } from '../../model/random-numbers.js';
import { median } from './describe-samples.js';

const RESAMPLES = 10_000;
const CONFIDENCE = 0.95;

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
  return summarize(median(values), resampleMedians(values, random), values.length);
}

/**
 * The ratio of two medians whose values were not taken together: each is drawn by itself. Throws a RangeError where there
 * are no values.
 */
export function bootstrapRatio(values: readonly number[], others: readonly number[], random: Random): Bootstrap {
  const below = resampleMedians(others, random);
  const ratios = resampleMedians(values, random).map((each, i) => each / (below[i] ?? Number.NaN));
  return summarize(median(values) / median(others), ratios, Math.min(values.length, others.length));
}

function summarize(value: number, medians: Float64Array, count: number): Bootstrap {
  medians.sort();
  const tail = Math.floor((RESAMPLES * (1 - CONFIDENCE)) / 2);
  return { value, low: medians[tail] ?? value, high: medians[RESAMPLES - 1 - tail] ?? value, count, medians };
}

/** The medians of all resamples, in the order in which they were drawn. */
function resampleMedians(values: readonly number[], random: Random): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const medians = new Float64Array(RESAMPLES);
  const counts = new Uint32Array(sorted.length);
  for (let i = 0; i < RESAMPLES; i++) medians[i] = resampleMedian(sorted, counts, random);
  return medians;
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
