/** The folder, beside a scenario file, in which its snapshots are kept. */
export const SNAPSHOT_FOLDER = '__snapshots__';
/** How the name of a snapshot file ends. */
export const SNAPSHOT_ENDING = '.snap.lua';

/**
 * What a run does about snapshots: `new` writes those that are missing, `all` changed and obsolete ones too, `none` writes
 * nothing, so that a missing one fails.
 */
export type SnapshotMode = 'new' | 'all' | 'none';

/** How a value stood to its snapshot. `kept`: nothing is to be written, whether or not the two were the same. */
export type SnapshotState = 'kept' | 'new' | 'changed';

/** A scenario's comparison with an entry of its file's snapshots. */
export interface SnapshotUse {
  /** Its name, or its number among the scenario's unnamed ones, from 1. */
  readonly key: string | number;
  readonly state: SnapshotState;
  /** The value as text, where it is to be written. */
  readonly text?: string;
}

/** A scenario's comparison with a text in its source that a writer may have to know of. */
export interface InlineSnapshotUse {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Of the call, 1-based. */
  readonly line: number;
  readonly state: SnapshotState;
  /** What stands in the source, as Lua reads it; undefined where nothing does. */
  readonly before?: string;
  /** The value as text. */
  readonly text: string;
}
