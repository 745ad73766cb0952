import type { Config } from '../model/config.js';
import type { CoverageThresholds } from '../model/coverage.js';
import { KnownError } from '../model/known-error.js';
import type { RunRecord } from '../model/run-record.js';
import { rerunCommand } from '../report/rerun-command.js';
import type { Palette } from './console/palette.js';
import { showFailures } from './console/show-failures.js';
import { showMistake } from './console/show-mistake.js';
import { showSlowest } from './console/show-slowest.js';
import { showSnapshots } from './console/show-snapshots.js';
import { type RerunFlags, type SummarySettings, showSummary } from './console/show-summary.js';
import { showWarnings } from './console/show-warnings.js';
import { getExitCode, readExitFacts } from './exit-code.js';
import type { Io } from './io.js';
import { keepExamples } from './keep-examples.js';
import { writeLastRun } from './last-run.js';
import { isVoid, type RecordedRun } from './record-run.js';
import type { ReportPlaces } from './reports/place-reports.js';
import { prepareReports, writeReports } from './reports/write-reports.js';
import { findSnapshotFiles } from './snapshots/find-snapshot-files.js';
import { createSnapshotTally, type SnapshotOrder, type SnapshotReport } from './snapshots/snapshot-report.js';

export interface EndSettings {
  readonly io: Io;
  readonly palette: Palette;
  readonly places: ReportPlaces;
  readonly config: Config;
  /** Whether failing examples of properties are kept beside their files. */
  readonly keepsExamples: boolean;
  readonly snapshots: SnapshotOrder;
  /** How much of the scripts must have run, where it was counted. */
  readonly thresholds: CoverageThresholds;
  /** What flags said that hold for the next run too. */
  readonly flags: RerunFlags;
}

/** Does ahead what the end of a run needs, while the workers are busy. */
export function prepareEnd({ generated }: ReportPlaces): void {
  prepareReports(generated);
}

/**
 * What is left when a run is over: writes the reports, the snapshots and the note of what was bad, tells the failures and the summary.
 * Resolves to the exit code; throws what broke the run off, after all of that, and what is a bug.
 */
export async function endRun(run: RecordedRun, settings: EndSettings): Promise<number> {
  const { record } = run;
  const { io, places, config } = settings;
  const reports = writeReports(record, isVoid(record) ? [] : places.generated, config);
  const kept = settings.keepsExamples ? keepExamples(io.cwd, record) : undefined;
  const snapshots = await settle(run, settings);
  const problems = [...reports.problems, ...run.logs.problems, ...(kept?.problems ?? []), ...snapshots.problems];
  const note = writeLastRun(io.cwd, record);
  for (const problem of problems) {
    if (!(problem instanceof KnownError)) throw problem;
    io.stderr.write(showMistake(problem));
  }
  if (note !== undefined) io.stderr.write(`moonrig: ${note}\n`);
  const written = [...reports.written, ...run.logs.written];
  const end = {
    reports: written,
    examples: kept?.written ?? [],
    snapshots: showSnapshots(snapshots, settings.palette),
  };
  const coverage = await tellCoverage(record, settings);
  io.stdout.write(
    `${[...showEnd(record, settings, { ...end, coverage: coverage.lines }), ...coverage.missed].join('\n')}\n`,
  );
  if (run.failure !== undefined) throw run.failure;
  const facts = readExitFacts(record);
  return getExitCode({
    ...facts,
    hasFailed: facts.hasFailed === true || coverage.missed.length > 0,
    isUndecided: facts.isUndecided === true || problems.length > 0,
  });
}

/** What is to be said of coverage, where it was counted. */
async function tellCoverage(
  { coverage, finished }: RunRecord,
  { thresholds, palette }: EndSettings,
): Promise<{ readonly lines: readonly string[]; readonly missed: readonly string[] }> {
  if (coverage === undefined) return { lines: [], missed: [] };
  const { showCoverage, showMissed } = await import('./coverage/show-coverage.js');
  // Of a run that was stopped half-way a low coverage says nothing.
  const missed = finished?.stopped === undefined ? showMissed(coverage, thresholds, palette) : [];
  return { lines: showCoverage(coverage, palette), missed };
}

/** Brings the snapshots up to date, where the run came to its end and there are any. */
async function settle({ record, failure }: RecordedRun, { io, snapshots }: EndSettings): Promise<SnapshotReport> {
  if (failure !== undefined || isVoid(record)) return createSnapshotTally();
  const existing = findSnapshotFiles(io.cwd, record);
  const isUsed = record.results.some((result) => result.snapshots !== undefined);
  if (!isUsed && existing.size === 0) return createSnapshotTally();
  const { settleSnapshots } = await import('./snapshots/settle-snapshots.js');
  return settleSnapshots({ root: io.cwd, record, order: snapshots, existing });
}

function showEnd(
  record: RunRecord,
  settings: EndSettings,
  written: Pick<SummarySettings, 'reports' | 'examples' | 'snapshots'> & { readonly coverage: readonly string[] },
): readonly string[] {
  const { palette, flags } = settings;
  return [
    ...showFailures(record.results, palette, (result) => rerunCommand(result, record.started.seed, flags)),
    ...showWarnings(record.warnings, palette),
    ...showSlowest(record.results, palette),
    ...written.coverage,
    ...showSummary(record, { palette, ...written, flags }),
  ];
}
