import type { ScenarioResult } from '../../model/run-event.js';
import { compareText, type RunRecord } from '../../model/run-record.js';
import { settleEntries } from './settle-entries.js';
import { settleInline } from './settle-inline.js';
import { settleOrphans } from './settle-orphans.js';
import { createSnapshotTally, type SnapshotOrder, type SnapshotReport } from './snapshot-report.js';

/** Whose snapshots are to be settled. */
export interface SettleRequest {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly record: RunRecord;
  readonly order: SnapshotOrder;
  /** Snapshot files beside the run's files, as `findSnapshotFiles` gives them. */
  readonly existing: ReadonlySet<string>;
}

/**
 * Writes what the scenarios of a run found new or changed, and finds what none of them asks for; all of it once, at the
 * end. What a scenario that is not good found is left as it was. It never throws what the system refuses: the report holds it.
 */
export function settleSnapshots({ root, record, order, existing }: SettleRequest): SnapshotReport {
  const tally = createSnapshotTally();
  const settings = { root, mode: order.mode, tally, existing };
  const isWhole = order.isWhole && record.finished !== undefined && record.finished.stopped === undefined;
  const counts = new Map(record.files.map(({ file, scenarioCount }) => [file, scenarioCount]));
  for (const [file, results] of groupByFile(record.results)) {
    settleEntries({ file, results, isWhole: isWhole && counts.get(file) === results.length }, settings);
  }
  settleInline(record.results, settings);
  if (isWhole) settleOrphans(settings);
  return tally;
}

function groupByFile(results: readonly ScenarioResult[]): ReadonlyMap<string, readonly ScenarioResult[]> {
  const files = new Map<string, ScenarioResult[]>();
  for (const result of results) {
    const known = files.get(result.scenario.file);
    if (known === undefined) files.set(result.scenario.file, [result]);
    else known.push(result);
  }
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}
