import type { ComparedVariant, SelfCheck } from '../model/bench-record.js';
import type { Random } from '../model/random-numbers.js';
import type { BenchOptions } from './bench-options.js';
import { compareVariants, judgeRatio } from './statistics/compare-variants.js';

/** A comparison that has not been held against the others of the run yet. */
export type UnsettledComparison = Omit<ComparedVariant, 'isSignificant'>;

/** Two that were timed in the same blocks, in nanoseconds a call. */
export interface Pair {
  readonly variant: string;
  readonly with: string;
  readonly samples: readonly number[];
  readonly others: readonly number[];
}

export interface CompareOptions {
  readonly options: BenchOptions;
  readonly random: Random;
}

export function comparePair(pair: Pair, { options, random }: CompareOptions): UnsettledComparison {
  const { samples, others } = pair;
  return {
    ...compareVariants(samples, others, { random, threshold: options.threshold }),
    variant: pair.variant,
    with: pair.with,
    differences: samples.map((sample, block) => sample - (others[block] ?? Number.NaN)),
  };
}

/** Holds a variant against itself. Noisy is what does not come out the same. */
export function checkSelf(pair: Pair, { options, random }: CompareOptions): SelfCheck {
  const comparison = compareVariants(pair.samples, pair.others, { random, threshold: options.threshold });
  return {
    ...comparison,
    variant: pair.variant,
    isNoisy: judgeRatio(comparison.ratio, options.threshold) !== 'same',
  };
}
