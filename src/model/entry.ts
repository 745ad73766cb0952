import type { ValueMap } from './value.js';

/**
 * One fact in a scenario's journal. `kind` names who tells it and what (`check`, `llm.call`, `workspace.write`, `log`,
 * `print`, `wait`, …). Readers keep kinds they do not know.
 */
export interface Entry {
  readonly kind: string;
  /** Virtual milliseconds since the scenario's world began. */
  readonly at: number;
  /** The fact as one readable line; may hold any text the script produced. */
  readonly text: string;
  /** 1-based line of the scenario file or script that caused it, with its file. */
  readonly file?: string;
  readonly line?: number;
  /** Which of the tasks that went on at the same time told it; without it the scenario's own code. */
  readonly task?: string;
  /** The same as data, for tools. */
  readonly data?: ValueMap;
}
