import { showAddress } from '../model/address.js';
import { type Failure, type OutcomeKind, type ScenarioError, type Trouble, WORLD_CHECKS } from '../model/outcome.js';
import type { RunSettings } from '../model/settings.js';
import type { Halt, Raised } from './halt.js';

/** What the world has to say when a scenario's code has ended. */
export interface Evidence {
  readonly checkCount: number;
  /** Failed checks by their numbers. */
  readonly failures: ReadonlyMap<number, Failure>;
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

type CheckRule = RunSettings['checks'];

/**
 * The verdict, made from how the code ended and what the world noted: a failed check counts whatever happened after it,
 * an error without one means that nothing could be decided, and checking nothing is not passing.
 */
export function judge(halt: Halt, evidence: Evidence, settings: Pick<RunSettings, 'checks' | 'empty'>): Verdict {
  if (halt.kind === 'raised') return judgeRaised(halt.raised, evidence.failures, settings.checks);
  const seen = visibleFailures(evidence.failures, settings.checks);
  if (seen.length > 0) return { outcome: 'failed', failures: seen };
  if (halt.kind === 'skipped') return { outcome: 'skipped', failures: [], reason: halt.reason };
  if (halt.claim.passed === false) {
    const message = halt.claim.message ?? 'the scenario returned passed = false';
    return { outcome: 'failed', failures: [{ check: 'returned', message }] };
  }
  if (evidence.unkept.length > 0) return { outcome: 'failed', failures: evidence.unkept };
  if (evidence.checkCount + evidence.keptPromises > 0) return { outcome: 'passed', failures: [] };
  return judgeEmpty('the scenario checked nothing', settings.empty);
}

/** The verdict on what checked nothing. */
export function judgeEmpty(reason: string, rule: RunSettings['empty']): Verdict {
  return { outcome: rule === 'fail' ? 'empty' : 'passed', failures: [], reason };
}

/**
 * The failures that count: with `checks = "lua"` those that no pcall can have caught, and those whose numbers are given
 * because they ended something.
 */
export function visibleFailures(
  failures: ReadonlyMap<number, Failure>,
  rule: CheckRule,
  ending: ReadonlySet<number> = new Set(),
): Failure[] {
  const all = [...failures];
  const seen = rule === 'strict' ? all : all.filter(([number, { check }]) => isUncaught(check) || ending.has(number));
  return seen.map(([, failure]) => failure);
}

/**
 * What went wrong in code around scenarios; undefined where nothing did. What was raised is told as an error, even if it is
 * a failed check's: no scenario has failed, and none could be decided.
 */
export function findTrouble(halt: Halt, failures: ReadonlyMap<number, Failure>, rule: CheckRule): Trouble | undefined {
  const [raised] = halt.kind === 'raised' ? halt.raised : [];
  const others = visibleFailures(new Map([...failures].filter(([number]) => number !== raised?.check)), rule);
  if (raised === undefined && others.length === 0) return undefined;
  return { failures: others, ...(raised && { error: raised.error }) };
}

/** A soft check raises nothing, so that nothing can have caught it. */
function isUncaught(check: string): boolean {
  return WORLD_CHECKS.has(check) || check.startsWith('check.');
}

/** The verdict where something was raised: all of it is told, as the failed check it is, or as an error. */
function judgeRaised(raised: readonly Raised[], failures: ReadonlyMap<number, Failure>, rule: CheckRule): Verdict {
  const told = new Map(failures);
  const errors: ScenarioError[] = [];
  for (const { error, check } of raised) {
    if (check === undefined) errors.push(error);
    else told.set(check, withWay(failures.get(check) ?? toFailure(error), error));
  }
  const seen = visibleFailures(told, rule, new Set(raised.flatMap(({ check }) => check ?? [])));
  const error = joinErrors(errors);
  return { outcome: seen.length > 0 ? 'failed' : 'errored', failures: seen, ...(error && { error }) };
}

/** A failed check of which, after so many, only its error is left. */
function toFailure({ message, at, excerpt }: ScenarioError): Failure {
  return { check: 'assert', message, ...(at && { at }), ...(excerpt && { excerpt }) };
}

/** A failed check with the frames that led there, where there are several, and the locals, where it has none of its own. */
function withWay(failure: Failure, { traceback, locals }: ScenarioError): Failure {
  return { ...(locals && { locals }), ...failure, ...(traceback.length > 1 && { traceback }) };
}

/** The first error, which says last what else was raised after it. */
function joinErrors([first, ...others]: readonly ScenarioError[]): ScenarioError | undefined {
  if (first === undefined || others.length === 0) return first;
  const more = others.map(({ message, at }) => `then ${at ? `at ${showAddress(at)}, ` : ''}${message}`);
  return { ...first, message: [first.message, ...more].join('\n') };
}
