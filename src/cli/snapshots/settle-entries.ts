import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { OutcomeKind } from '../../model/outcome.js';
import type { ScenarioResult } from '../../model/run-event.js';
import { showScenarioName } from '../../model/scenario.js';
import type { SnapshotMode } from '../../model/snapshot.js';
import { parseSnapshots, type Snapshots, snapshotPathOf, writeSnapshots } from '../../snapshot/snapshot-file.js';
import { removeSnapshotFile, replaceFile } from './replace-file.js';
import { attempt, countWritten, type ObsoleteSnapshot, type SnapshotTally } from './snapshot-report.js';

export interface SettleSettings {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly mode: SnapshotMode;
  readonly tally: SnapshotTally;
  /** Snapshot files beside the run's files. */
  readonly existing: ReadonlySet<string>;
}

/** What a run tells of one scenario file. */
export interface FileResults {
  readonly file: string;
  readonly results: readonly ScenarioResult[];
  /** Whether each scenario that the file defines has a result. */
  readonly isWhole: boolean;
}

/** Outcomes of which it is known what was asked for; after any other nothing of the file is called obsolete. */
const ENDED: ReadonlySet<OutcomeKind> = new Set(['passed', 'flaky', 'failed', 'empty', 'todo']);
/** Those of scenarios that came to their end. */
const DONE: ReadonlySet<OutcomeKind> = new Set(['passed', 'flaky', 'empty']);

type Write = {
  readonly scenario: string;
  readonly key: string | number;
  readonly text: string;
  state: 'new' | 'changed';
};

/** Brings the snapshot file of one scenario file up to date. */
export function settleEntries(told: FileResults, { root, mode, tally, existing }: SettleSettings): void {
  const path = snapshotPathOf(told.file);
  const isJudged = told.isWhole && told.results.every(({ outcome }) => ENDED.has(outcome));
  const writes = mode === 'none' ? [] : collectWrites(told, tally);
  if (writes.length === 0 && !(existing.has(path) && isJudged)) return;
  attempt(tally, path, () => {
    const bytes = existsSync(join(root, path)) ? readFileSync(join(root, path)) : undefined;
    const snapshots: Snapshots = bytes === undefined ? new Map() : parseSnapshots(bytes, path);
    const obsolete = isJudged ? findObsolete(snapshots, told.results) : [];
    const removed = mode === 'all' ? obsolete : [];
    if (obsolete.length > removed.length) tally.obsolete.push(...obsolete.map((each) => ({ path, ...each })));
    for (const { scenario, key } of removed) remove(snapshots, scenario, key);
    for (const write of writes) add(snapshots, write);
    if (writes.length + removed.length === 0) return;
    if (snapshots.size === 0) removeSnapshotFile(root, path);
    else replaceFile(root, path, matchLineEnds(writeSnapshots(snapshots, told.file), bytes));
    for (const { state } of writes) countWritten(tally, state);
    tally.removedCount += removed.length;
  });
}

/** What good scenarios found new or changed. */
function collectWrites({ file, results }: FileResults, tally: SnapshotTally): Write[] {
  const writes = new Map<string, Write>();
  for (const { scenario, outcome, snapshots = [] } of results) {
    if (outcome !== 'passed' && outcome !== 'flaky') continue;
    const name = showScenarioName(scenario);
    for (const { key, state, text } of snapshots) {
      if (state === 'kept' || text === undefined) continue;
      const place = JSON.stringify([name, key]);
      const known = writes.get(place);
      if (known === undefined) writes.set(place, { scenario: name, key, text, state });
      else if (known.text !== text) tally.problems.push(refuseTwins(file, scenario.line, name));
    }
  }
  return [...writes.values()];
}

/** `a › b` may be one scenario, and `b` in the block `a` another. */
function refuseTwins(file: string, line: number, name: string): KnownError {
  const message = `two scenarios read as ${JSON.stringify(name)}, and only the snapshot of the first was written`;
  return new KnownError('bad-source', message, { at: { file, line }, hint: 'rename one of them' });
}

type Obsolete = Required<Omit<ObsoleteSnapshot, 'path'>>;

function findObsolete(snapshots: Snapshots, results: readonly ScenarioResult[]): Obsolete[] {
  const used = new Set<string>();
  const open = new Set<string>();
  for (const { scenario, outcome, snapshots: uses = [] } of results) {
    const name = showScenarioName(scenario);
    for (const { key } of uses) used.add(JSON.stringify([name, key]));
    // It may have ended before it asked for all of them.
    if (!DONE.has(outcome)) open.add(name);
  }
  const all = [...snapshots].flatMap(([scenario, entries]) => [...entries.keys()].map((key) => ({ scenario, key })));
  return all.filter(({ scenario, key }) => !open.has(scenario) && !used.has(JSON.stringify([scenario, key])));
}

function add(snapshots: Snapshots, { scenario, key, text }: Write): void {
  const entries = snapshots.get(scenario) ?? new Map<string | number, string>();
  snapshots.set(scenario, entries.set(key, text));
}

function remove(snapshots: Snapshots, scenario: string, key: string | number): void {
  const entries = snapshots.get(scenario);
  entries?.delete(key);
  if (entries?.size === 0) snapshots.delete(scenario);
}

/** The text with the line ends that the file had. */
function matchLineEnds(text: string, before: Buffer | undefined): string {
  return before?.includes('\r\n') === true ? text.replaceAll('\n', '\r\n') : text;
}
