import type { Choice, ModelFault } from '../../mock/llm/outcome.js';

/** How far a streamed answer was read. */
export interface Progress {
  readonly read: number;
  readonly chunks: number;
}

/** What came of a call when its time has passed. */
export interface Ending {
  /** What the caller got: all, or what came before a stream ended. */
  readonly choices: readonly Choice[];
  readonly fault?: ModelFault;
  /** Of a stream. */
  readonly progress?: Progress;
}
