import type { BenchRecord } from '../model/bench-record.js';
import type { Random } from '../model/random-numbers.js';
import type { BenchOptions } from './bench-options.js';
import type { ProjectFiles } from './load/bench-project.js';
import type { Clock } from './timing/batch-timer.js';
import type { BlockOptions } from './timing/time-in-blocks.js';

/** What the variants of this run are held against, beside each other. */
export type Earlier =
  /** The files of a git ref, timed in the same blocks. */
  | { readonly kind: 'ref'; readonly label: string; readonly files: ProjectFiles }
  /** What an earlier run has measured. */
  | { readonly kind: 'saved'; readonly label: string; readonly record: BenchRecord };

/** All that a bench is run with. */
export interface BenchContext {
  readonly files: ProjectFiles;
  readonly earlier?: Earlier;
  readonly options: BenchOptions;
  readonly random: Random;
  readonly clock: Clock;
  /** A sign of life. */
  readonly onBatch: () => void;
}

/** How the blocks of a bench are run. */
export function toBlockOptions({ options, random, clock, onBatch }: BenchContext): BlockOptions {
  const { blockCount, batchMs } = options;
  return { blockCount, batchMs, random, clock, onBatch };
}
