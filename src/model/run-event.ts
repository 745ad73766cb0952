import type { Address } from './address.js';
import type { CoveredFile } from './coverage.js';
import type { Entry } from './entry.js';
import type { Attempt } from './outcome.js';
import type { Scenario } from './scenario.js';
import type { InlineSnapshotUse, SnapshotUse } from './snapshot.js';

/** Major version of `run.ndjson`; its first line carries it. */
export const RECORD_FORMAT = 1;

/** The simplest case found for which a property does not hold. */
export interface Counterexample {
  /** Seed of its random numbers, in hexadecimal. */
  readonly seed: string;
  /** The choices its values are made from: whole numbers, 0 the simplest. */
  readonly choices: readonly number[];
  /** The values as Lua, each behind the name that the property gives it. */
  readonly shown: string;
  /** Which case it was found in, from 1; 0 where it was known from an earlier run or attempt. */
  readonly foundIn: number;
  /** How many times it was made simpler since, and how many cases that took. */
  readonly steps: number;
  readonly tries: number;
}

/** What became of a property's cases. */
export interface PropertyReport {
  readonly passedCount: number;
  /** Cases that were given up by a filter or an assumption. */
  readonly discardedCount: number;
  readonly counterexample?: Counterexample;
}

/** What became of one scenario: its last attempt, with what came before. */
export interface ScenarioResult extends Attempt {
  readonly scenario: Scenario;
  /** Attempts before the last, oldest first. */
  readonly earlierAttempts: readonly Attempt[];
  /** What a plain scenario's returned table claims; kept, never believed. */
  readonly reportedDurationMs?: number;
  /** Why it was skipped or is still to do, or what is odd about it. */
  readonly reason?: string;
  /** Checks that ran, kept or not. */
  readonly checkCount: number;
  /** What `print` wrote, capped. */
  readonly output: string;
  /** Capped; `entryCount` says how many there were. */
  readonly journal: readonly Entry[];
  readonly entryCount: number;
  /** Seed of the last attempt's random numbers, in hexadecimal. */
  readonly seed: string;
  /** Which worker ran it, from 0. */
  readonly worker: number;
  /** Real milliseconds from the start of the run to the start of the last attempt. */
  readonly startedMs: number;
  /** Only of a property whose cases were run to a verdict. */
  readonly property?: PropertyReport;
  /** What its last attempt compared with snapshots, where it did. */
  readonly snapshots?: readonly SnapshotUse[];
  /** Those of its inline snapshots that the end of the run has to know of. */
  readonly inlineSnapshots?: readonly InlineSnapshotUse[];
}

export interface RunStarted {
  readonly kind: 'run.started';
  readonly format: number;
  readonly moonrigVersion: string;
  readonly nodeVersion: string;
  readonly hostname: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The project's name: from its package.json, or its folder. */
  readonly project: string;
  readonly seed: string;
  readonly workerCount: number;
}

/** A scenario file was loaded and its scenarios are known. */
export interface FileLoaded {
  readonly kind: 'file.loaded';
  readonly file: string;
  /** All it defines, and those of them that the selection keeps. */
  readonly scenarioCount: number;
  readonly selectedCount: number;
  /** Real milliseconds to load it. */
  readonly durationMs: number;
}

export interface ScenarioFinished {
  readonly kind: 'scenario.finished';
  readonly result: ScenarioResult;
}

/** Something the user should know that decides nothing. */
export interface Warning {
  readonly kind: 'warning';
  readonly message: string;
  readonly at?: Address;
  readonly hint?: string;
}

/** How much of the scripts ran. */
export interface CoverageMeasured {
  readonly kind: 'coverage';
  /** By name, in code unit order. */
  readonly files: readonly CoveredFile[];
}

export interface RunFinished {
  readonly kind: 'run.finished';
  /** Real milliseconds. */
  readonly durationMs: number;
  /** Stopped by the user, or by `--bail`. */
  readonly stopped?: 'interrupted' | 'bailed';
}

/** What a run tells while it goes on. `run.ndjson` is these, one a line; every report can be made from it. */
export type RunEvent = RunStarted | FileLoaded | ScenarioFinished | Warning | CoverageMeasured | RunFinished;
