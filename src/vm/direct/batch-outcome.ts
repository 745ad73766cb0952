import { ContextError } from './convert.js';
import type { PlainData } from './plain-data.js';
import { ResultError, RuleRaise } from './rule-error.js';

/** What became of the rows of a batch, by their positions. */
export interface BatchOutcome {
  readonly values: PlainData[];
  /** Rows that have no value, and why. */
  readonly problems: Map<number, Error>;
}

/** Calls a rule with one row by itself. */
export function runRow(run: {
  readonly input: PlainData;
  readonly row: number;
  readonly outcome: BatchOutcome;
  readonly callOne: (input: PlainData) => PlainData;
}): void {
  try {
    run.outcome.values[run.row] = run.callOne(run.input);
  } catch (error) {
    if (!(error instanceof ContextError || error instanceof RuleRaise || error instanceof ResultError)) throw error;
    run.outcome.problems.set(run.row, error);
  }
}
