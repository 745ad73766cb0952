import type { ValueMap } from './value.js';

/**
 * One fact in a scenario's journal. `kind` names who tells it and what (`llm.call`, `workspace.write`, `log`, …): those that
 * this version writes stand in `entry-kinds.ts`. Readers keep kinds they do not know.
 */
export interface Entry {
  /** Counts the entries of one scenario from 1, also those that are not held; earlier versions wrote none. */
  readonly number?: number;
  readonly kind: string;
  /** Virtual milliseconds since the scenario's world began. */
  readonly at: number;
  /** The fact as one readable line; may hold any text the script produced. */
  readonly text: string;
  /** 1-based line of the scenario file or script that caused it, with its file. */
  readonly file?: string;
  readonly line?: number;
  /** The agent in whose name it happened. */
  readonly agent?: string;
  /** Which of the tasks that went on at the same time told it; without it the scenario's own code. */
  readonly task?: string;
  /** Number of the entry that led to it: a tool call's is the model call that asked for it, a write's the tool it was made in. */
  readonly cause?: number;
  /** The same as data, for tools. */
  readonly data?: ValueMap;
}
