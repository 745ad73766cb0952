import { RuleError } from '../../model/rule.js';
import { compareText } from '../../model/run-record.js';
import { attempt } from '../attempt.js';
import { classify } from '../classify.js';
import type { PreparedRule } from '../prepared-rule.js';
import type { LoggedDecision } from './log-line.js';

/** What a decision is called where there was none. */
export const NO_DECISION = 'error';

/** One logged decision that the candidate makes otherwise. */
export interface Flip {
  readonly time: string;
  readonly context: unknown;
  /** A decision, or `error`. */
  readonly from: string;
  readonly to: string;
  /** The candidate's reasoning, or its error. */
  readonly reasoning: string;
}

/** A cell of the matrix. */
export interface FlipCount {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** The first of them. */
  readonly examples: readonly Flip[];
}

/** What a candidate would have decided. */
export interface ReplayReport {
  readonly rule: string;
  /** Logged decisions of the rule. */
  readonly decided: number;
  /** How many of them the candidate makes otherwise, errors counted. */
  readonly flipped: number;
  /** How many it makes alike, with another confidence. */
  readonly unsure: number;
  /** Those whose context was not plain data and so was not logged. */
  readonly withoutContext: number;
  /** Every pair that came up, alike ones too, sorted by name. */
  readonly matrix: readonly FlipCount[];
}

export interface ReplayOptions {
  readonly rule: string;
  readonly candidate: PreparedRule;
  readonly decisions?: readonly string[];
  /** Kept for each cell. */
  readonly exampleCount: number;
}

interface Cell {
  readonly from: string;
  readonly to: string;
  count: number;
  readonly examples: Flip[];
}

/** Runs logged decisions through a candidate and counts what comes out otherwise. */
export class Replay {
  readonly #options: ReplayOptions;
  /** By the logged decision, then by the candidate's. */
  readonly #cells = new Map<string, Map<string, Cell>>();
  #decided = 0;
  #flipped = 0;
  #unsure = 0;
  #withoutContext = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  /** Takes logged decisions; those of other rules are passed over. */
  add(logged: readonly LoggedDecision[]): void {
    const mine = logged.filter(({ rule }) => rule === this.#options.rule);
    const known = mine.filter(({ context, error }) => context !== undefined || error === undefined);
    this.#withoutContext += mine.length - known.length;
    const { candidate, decisions } = this.#options;
    const results = candidate.runMany(known.map(({ context }) => context));
    for (const [row, entry] of known.entries()) {
      const result = results[row];
      const outcome = result instanceof RuleError ? result : attempt(() => classify(result, candidate.head, decisions));
      const made =
        outcome instanceof RuleError
          ? { decision: NO_DECISION, confidence: undefined, reasoning: outcome.message }
          : outcome;
      this.#count(entry, made);
    }
  }

  report(): ReplayReport {
    const cells = [...this.#cells.values()].flatMap((row) => [...row.values()]);
    const matrix = cells.sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
    return {
      rule: this.#options.rule,
      decided: this.#decided,
      flipped: this.#flipped,
      unsure: this.#unsure,
      withoutContext: this.#withoutContext,
      matrix,
    };
  }

  #cellOf(from: string, to: string): Cell {
    const row = this.#cells.get(from) ?? new Map<string, Cell>();
    this.#cells.set(from, row);
    const cell = row.get(to) ?? { from, to, count: 0, examples: [] };
    row.set(to, cell);
    return cell;
  }

  #count(entry: LoggedDecision, made: { decision: string; confidence: number | undefined; reasoning: string }): void {
    const from = entry.decision ?? NO_DECISION;
    const to = made.decision;
    this.#decided++;
    if (from !== to) this.#flipped++;
    else if (entry.confidence !== made.confidence) this.#unsure++;
    const cell = this.#cellOf(from, to);
    cell.count++;
    if (from === to || cell.examples.length >= this.#options.exampleCount) return;
    cell.examples.push({ time: entry.time, context: entry.context, from, to, reasoning: made.reasoning });
  }
}
