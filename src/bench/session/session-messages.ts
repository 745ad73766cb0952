import type { BenchRecord } from '../../model/bench-record.js';
import type { BenchOptions } from '../bench-options.js';
import type { BenchProject } from '../load/bench-project.js';
import type { UnsettledResult } from '../summarize-bench.js';

/** What the run is held against, as it is sent to a thread. */
export type EarlierSource =
  | { readonly kind: 'ref'; readonly label: string; readonly project: BenchProject }
  | { readonly kind: 'saved'; readonly label: string; readonly record: BenchRecord };

/** What one thread does: the first bench of a file that is not done yet. */
export interface SessionTask {
  readonly project: BenchProject;
  readonly earlier?: EarlierSource;
  readonly options: BenchOptions;
  readonly file: string;
  /** What the file's path or a bench's name must match. */
  readonly filter?: RegExp;
  /** Names of benches that are done. */
  readonly done: readonly string[];
  /** Counts up as long as the thread gets on. */
  readonly beat: SharedArrayBuffer;
}

/** A bench by its name. */
export interface NamedBench {
  readonly name: string;
  readonly line: number;
}

export type FromSession =
  | { readonly kind: 'begun'; readonly bench: NamedBench }
  | { readonly kind: 'result'; readonly result: UnsettledResult }
  /** The file does not load. */
  | { readonly kind: 'broken'; readonly message: string; readonly line?: number }
  /** A mistake of moonrig's. */
  | { readonly kind: 'bug'; readonly stack: string };
