import type { Failure } from '../model/outcome.js';

/** What a world has to say when its scenario has ended: promised answers and faults that came, and those that did not. */
export interface Settled {
  readonly keptPromises: number;
  readonly unkept: readonly Failure[];
}
