import type { KnownErrorCode } from '../model/known-error.js';
import type { RunRecord } from '../model/run-record.js';

/** What can keep an exit code from being 0. */
export interface ExitFacts {
  readonly isInterrupted?: boolean;
  /** An error that moonrig does not understand. */
  readonly isBug?: boolean;
  /** The command line or the config cannot be followed. */
  readonly isMisused?: boolean;
  /** Something failed or checked nothing, or too little of the scripts ran. */
  readonly hasFailed?: boolean;
  /** Something errored, timed out, did not run, or was not written. */
  readonly isUndecided?: boolean;
  /** Measurements are too noisy to say. */
  readonly isNoisy?: boolean;
}

const CODES: readonly (readonly [keyof ExitFacts, number])[] = [
  ['isInterrupted', 130],
  ['isBug', 4],
  ['isMisused', 3],
  ['hasFailed', 1],
  ['isUndecided', 2],
  ['isNoisy', 5],
];

/** The process's exit code: that of the first fact that holds, else 0. */
export function getExitCode(facts: ExitFacts): number {
  return CODES.find(([fact]) => facts[fact] === true)?.[1] ?? 0;
}

/** What a record says about the exit code. A run in which nothing was selected is a misuse, not green. */
export function readExitFacts(record: RunRecord): ExitFacts {
  const { counts, finished } = record;
  const isStopped = finished?.stopped !== undefined;
  return {
    isInterrupted: finished?.stopped === 'interrupted',
    isBug: record.results.some(({ error }) => error?.cause === 'bug'),
    isMisused: finished !== undefined && !isStopped && record.results.length === 0,
    hasFailed: counts.failed + counts.empty > 0,
    isUndecided: counts.errored + counts['timed-out'] > 0 || finished === undefined || isStopped,
  };
}

const MISUSE: ReadonlySet<KnownErrorCode> = new Set(['bad-command-line', 'bad-config', 'bad-record', 'not-found']);

/** What a known error that ended a command says about the exit code. */
export function readErrorFacts(code: KnownErrorCode): ExitFacts {
  return MISUSE.has(code) ? { isMisused: true } : { isUndecided: true };
}
