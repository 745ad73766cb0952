import type { Entry } from './entry.js';

/** What a worker tells at once, where someone follows the run as it goes. */
export interface TraceNote {
  readonly worker: number;
  /** Id of the scenario or hook that it runs, or the file that it loads; empty where it has nothing left to do. */
  readonly scenario: string;
  /** Whether a result will tell of its end, as of a scenario's. */
  readonly hasVerdict: boolean;
  /** What has happened in it; without one it has only begun. */
  readonly entry?: Entry;
}
