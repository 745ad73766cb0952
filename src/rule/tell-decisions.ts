import { type Decision, RuleError, type RuleHead } from '../model/rule.js';
import type { DecisionLog } from './log/decision-log.js';
import type { MadeDecision } from './log/log-line.js';

/** Who is told of decisions. */
export interface TellOptions {
  /** Keeps every decision. It is the caller's to close. */
  readonly log?: DecisionLog;
  /** Told of every call, with its outcome and time: for metrics. */
  readonly onDecision?: (made: MadeDecision) => void;
}

/** A call, or a batch of them, that is over. */
export interface ToldCalls {
  readonly rule: RuleHead;
  readonly contexts: readonly unknown[];
  readonly outcomes: readonly (Decision | RuleError)[];
  /** Of all together. */
  readonly durationMs: number;
}

/** Whether anyone is told. */
export function isTold({ log, onDecision }: TellOptions): boolean {
  return log !== undefined || onDecision !== undefined;
}

/** Tells of calls, each with its share of the time. */
export function tellDecisions({ log, onDecision }: TellOptions, calls: ToldCalls): void {
  const { rule, contexts, outcomes } = calls;
  const durationMs = calls.durationMs / Math.max(1, outcomes.length);
  for (const [row, outcome] of outcomes.entries()) {
    const made: MadeDecision = { rule, context: contexts[row], outcome, durationMs };
    log?.add(made);
    onDecision?.(made);
  }
}

/** The decision of an outcome. Throws the RuleError where there is none. */
export function takeDecision<T extends Decision>(outcome: T | RuleError): T {
  if (outcome instanceof RuleError) throw outcome;
  return outcome;
}
