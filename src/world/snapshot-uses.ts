import type { InlineSnapshotUse, SnapshotUse } from '../model/snapshot.js';

/** What one attempt at a scenario has compared with snapshots so far. */
export interface SnapshotUses {
  readonly entries: SnapshotUse[];
  readonly inline: InlineSnapshotUse[];
  /** Values compared with entries, by their key. */
  readonly texts: Map<string | number, string>;
  /** The same for inline ones, by the place of the call and what stands there. */
  readonly inlineTexts: Map<string, string>;
  /** How many have no name. */
  unnamedCount: number;
  count: number;
  /** UTF-16 units of all values. */
  length: number;
}

export function createSnapshotUses(): SnapshotUses {
  return { entries: [], inline: [], texts: new Map(), inlineTexts: new Map(), unnamedCount: 0, count: 0, length: 0 };
}
