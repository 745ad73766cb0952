import type { FileCounts } from './unit-counts.js';

/** What is counted as one. Loads and setups run again after a kill, so that the first to tell of one counts. */
export type CountedUnit = { readonly file: string } & (
  | { readonly kind: 'load' }
  /** Of a block, for one chunk of a long file. */
  | { readonly kind: 'setup'; readonly block: number; readonly chunk: number }
  /** A scenario with its hooks, and the teardowns due after it; by position among the selected. */
  | { readonly kind: 'scenario'; readonly position: number }
);

/** What scripts have counted in a unit. */
export interface UnitNote {
  /** Undefined for several scenarios together. */
  readonly unit: CountedUnit | undefined;
  readonly counts: FileCounts;
}
