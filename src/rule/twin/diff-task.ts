import type { Compared } from './compare-twins.js';
import type { InputShape } from './input-shape.js';
import type { SourceWords } from './source-words.js';

/** What a comparison is made of; plain data, so that it can be sent to threads. */
export interface DiffPlan {
  readonly root: string;
  readonly folders: readonly string[];
  readonly modulePaths: readonly string[];
  /** Files of the two rules, relative to the project. */
  readonly paths: readonly [string, string];
  readonly shape: InputShape;
  readonly words: SourceWords;
  readonly seed: string;
  readonly caseCount: number;
  readonly mostMismatches: number;
}

/** One thread's part of it. */
export interface DiffTask extends DiffPlan {
  readonly thread: number;
  /** How many cases are done: 32 bits a thread. */
  readonly progress: SharedArrayBuffer;
}

export type FromDiff =
  | { readonly kind: 'done'; readonly compared: Compared }
  /** A rule does not load, or a mistake of moonrig's. */
  | { readonly kind: 'failed'; readonly stack: string };
