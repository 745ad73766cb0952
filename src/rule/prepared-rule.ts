import type { Explanation, RuleHead } from '../model/rule.js';
import type { RuleSettings } from './rule-settings.js';

/** What a rule gave, and how it came to it. */
export interface ExplainedResult {
  readonly result: unknown;
  readonly explanation: Explanation;
}

/** A rule of one version, ready to be called. */
export interface PreparedRule {
  readonly head: RuleHead;
  /** What it says of itself, and what is laid over that. */
  readonly settings: RuleSettings;
  /** Calls it. Throws a RuleError. */
  run(context: unknown): unknown;
  /** Calls it and tells how it came to what it gives. Throws a RuleError. */
  explain(context: unknown): ExplainedResult;
  /** Calls it with each context in turn: what it gives, or the RuleError. */
  runMany(contexts: readonly unknown[]): readonly unknown[];
  /** Adds up what a Lua rule has counted since the last time, where it counts for others. */
  takeCounts?(): void;
}
