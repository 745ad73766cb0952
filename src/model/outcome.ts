import type { Address } from './address.js';
import type { Difference, Variables } from './difference.js';

/** The verdict on a scenario. */
export type OutcomeKind =
  | 'passed'
  | 'failed'
  | 'errored'
  | 'timed-out'
  | 'skipped'
  | 'todo'
  /** Failed first, passed on a retry. */
  | 'flaky'
  /** Ran to its end and checked nothing. */
  | 'empty';

/** Lines of a Lua source around the one that matters. */
export interface Excerpt {
  /** 1-based line number of `lines[0]`. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** 1-based line the excerpt is about. */
  readonly line: number;
}

/** One check that said no. */
export interface Failure {
  /** The check's name: `equal`, `assert`, `mock`, … */
  readonly check: string;
  /** What went wrong in one or a few lines, without the address. */
  readonly message: string;
  readonly at?: Address;
  /** Expected and actual value as Lua literals, with line breaks where long. */
  readonly expected?: string;
  readonly actual?: string;
  /** Path of the first difference, such as `.items[2].name`. */
  readonly differsAt?: string;
  /** How two tables differ that are too long for a line. */
  readonly diff?: Difference;
  readonly excerpt?: Excerpt;
  readonly locals?: Variables;
  /** The user's frames that led here, innermost first, where there are several. */
  readonly traceback?: readonly string[];
  /** How many journal entries there were when it failed. */
  readonly entriesBefore?: number;
  /** Further lines: the nearest mock and how it differs, … */
  readonly notes?: readonly string[];
}

/** Checks of calls of the model. */
export const MODEL_CHECKS: ReadonlySet<string> = new Set(['mock', 'protocol', 'budget']);

/** Checks that the world itself makes: they are not the scenario's own, and nothing hides them or takes them back. */
export const WORLD_CHECKS: ReadonlySet<string> = new Set([...MODEL_CHECKS, 'wait', 'agent']);

/** Why a scenario could not be decided. */
export type ErrorCause = 'raised' | 'out-of-memory' | 'timed-out' | 'load' | 'setup' | 'teardown' | 'crashed' | 'bug';

export interface ScenarioError {
  readonly cause: ErrorCause;
  /** Without the address. */
  readonly message: string;
  readonly at?: Address;
  /** The user's frames only, innermost first: `file:line: in function name`. */
  readonly traceback: readonly string[];
  readonly excerpt?: Excerpt;
  readonly locals?: Variables;
  /** How many journal entries there were when it was raised. */
  readonly entriesBefore?: number;
  readonly hint?: string;
}

/** In which order the tasks of a scenario went on, of several in which they could. */
export interface ScheduleReport {
  /** The schedule that what is told is of; 0 is the plain one. With it and the run's seed the order comes again. */
  readonly number: number;
  /** How many orders were tried. */
  readonly triedCount: number;
  /** Whether there are no others. */
  readonly isAll: boolean;
}

/** What went wrong around scenarios: what was raised, and failed checks beside that. */
export interface Trouble {
  readonly error?: ScenarioError;
  readonly failures: readonly Failure[];
}

/** One try at a scenario. */
export interface Attempt {
  readonly outcome: OutcomeKind;
  readonly failures: readonly Failure[];
  readonly error?: ScenarioError;
  /** Only where tasks could go on in several orders. */
  readonly schedule?: ScheduleReport;
  /** Real milliseconds. */
  readonly durationMs: number;
}

/** Whether an outcome makes the run not green (`empty` is judged by the config before it gets here). */
export function isBad(outcome: OutcomeKind): boolean {
  return outcome === 'failed' || outcome === 'errored' || outcome === 'timed-out' || outcome === 'empty';
}
