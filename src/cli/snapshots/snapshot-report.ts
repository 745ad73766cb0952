import type { SnapshotMode } from '../../model/snapshot.js';
import { toNotWritten } from '../reports/write-file.js';

/** What a run was to do about snapshots. */
export interface SnapshotOrder {
  readonly mode: SnapshotMode;
  /** Whether every scenario of its files was to run. */
  readonly isWhole: boolean;
}

/** A snapshot that nothing asks for any more: one entry of a file, or a whole file whose scenario file is gone. */
export interface ObsoleteSnapshot {
  /** Of the snapshot file, relative to the project. */
  readonly path: string;
  readonly scenario?: string;
  readonly key?: string | number;
}

/** What became of a run's snapshots. */
export interface SnapshotReport {
  readonly writtenCount: number;
  readonly updatedCount: number;
  readonly removedCount: number;
  /** Those that are still there. */
  readonly obsolete: readonly ObsoleteSnapshot[];
  /** Why something was not written. */
  readonly problems: readonly unknown[];
}

/** The same while it comes together. */
export type SnapshotTally = { -readonly [Key in keyof SnapshotReport]: SnapshotReport[Key] } & {
  readonly obsolete: ObsoleteSnapshot[];
  readonly problems: unknown[];
};

export function createSnapshotTally(): SnapshotTally {
  return { writtenCount: 0, updatedCount: 0, removedCount: 0, obsolete: [], problems: [] };
}

/** Counts what was written. */
export function countWritten(tally: SnapshotTally, state: 'new' | 'changed'): void {
  tally[state === 'new' ? 'writtenCount' : 'updatedCount'] += 1;
}

/** Does something to a file that the system may refuse, without keeping the rest from being done. */
export function attempt(tally: SnapshotTally, path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    tally.problems.push(toNotWritten(error, path));
  }
}
