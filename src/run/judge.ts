import { type Failure, type OutcomeKind, type ScenarioError, WORLD_CHECKS } from '../model/outcome.js';
import type { RunSettings } from '../model/settings.js';
import type { Halt } from './halt.js';

/** What the world has to say when a scenario's code has ended. */
export interface Evidence {
  readonly checkCount: number;
  readonly failures: readonly Failure[];
  /** Promised answers that were used as promised; each counts as a check. */
  readonly keptPromises: number;
  /** A failure for each promised answer that was not. */
  readonly unkept: readonly Failure[];
}

export interface Verdict {
  readonly outcome: OutcomeKind;
  readonly failures: readonly Failure[];
  readonly error?: ScenarioError;
  /** Why it was skipped, or is called empty. */
  readonly reason?: string;
}

/**
 * The verdict, made from how the code ended and what the world noted: a failed check counts whatever happened after it,
 * an error without one means that nothing could be decided, and checking nothing is not passing.
 */
export function judge(halt: Halt, evidence: Evidence, settings: Pick<RunSettings, 'checks' | 'empty'>): Verdict {
  const seen = settings.checks === 'strict' ? evidence.failures : visibleFailures(halt, evidence.failures);
  if (halt.kind === 'raised') {
    if (halt.isCheck) return { outcome: 'failed', failures: withWay(seen, halt.error) };
    return { outcome: seen.length > 0 ? 'failed' : 'errored', failures: seen, error: halt.error };
  }
  if (seen.length > 0) return { outcome: 'failed', failures: seen };
  if (halt.kind === 'skipped') return { outcome: 'skipped', failures: [], reason: halt.reason };
  if (halt.claim.passed === false) {
    const message = halt.claim.message ?? 'the scenario returned passed = false';
    return { outcome: 'failed', failures: [{ check: 'returned', message }] };
  }
  if (evidence.unkept.length > 0) return { outcome: 'failed', failures: evidence.unkept };
  if (evidence.checkCount + evidence.keptPromises > 0) return { outcome: 'passed', failures: [] };
  const reason = 'the scenario checked nothing';
  return settings.empty === 'fail'
    ? { outcome: 'empty', failures: [], reason }
    : { outcome: 'passed', failures: [], reason };
}

/** With `checks = "lua"` a check that was caught is no failure; the one that ended the scenario is. */
function visibleFailures(halt: Halt, failures: readonly Failure[]): readonly Failure[] {
  const last = halt.kind === 'raised' && halt.isCheck ? failures.at(-1) : undefined;
  return failures.filter((failure) => WORLD_CHECKS.has(failure.check) || isSoft(failure) || failure === last);
}

/** A soft check raises nothing, so that nothing can have caught it. */
function isSoft({ check }: Failure): boolean {
  return check.startsWith('check.');
}

/**
 * The failures, the last of which ended the scenario: it gets the frames that led there, where there are several, and the
 * locals, where it has none of its own.
 */
function withWay(failures: readonly Failure[], { traceback, locals }: ScenarioError): readonly Failure[] {
  const last = failures.at(-1);
  if (last === undefined) return failures;
  const way = traceback.length < 2 ? {} : { traceback };
  return [...failures.slice(0, -1), { ...(locals && { locals }), ...last, ...way }];
}
