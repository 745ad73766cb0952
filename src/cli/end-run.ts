import type { Config } from '../model/config.js';
import { KnownError } from '../model/known-error.js';
import type { RunRecord } from '../model/run-record.js';
import { rerunCommand } from '../report/rerun-command.js';
import type { Palette } from './console/palette.js';
import { showFailures } from './console/show-failures.js';
import { showMistake } from './console/show-mistake.js';
import { showSlowest } from './console/show-slowest.js';
import { type SummarySettings, showSummary } from './console/show-summary.js';
import { showWarnings } from './console/show-warnings.js';
import { getExitCode, readExitFacts } from './exit-code.js';
import type { Io } from './io.js';
import { keepExamples } from './keep-examples.js';
import { writeLastRun } from './last-run.js';
import { isVoid, type RecordedRun } from './record-run.js';
import type { ReportPlaces } from './reports/place-reports.js';
import { prepareReports, writeReports } from './reports/write-reports.js';

export interface EndSettings {
  readonly io: Io;
  readonly palette: Palette;
  readonly places: ReportPlaces;
  readonly config: Config;
  /** Whether failing examples of properties are kept beside their files. */
  readonly keepsExamples: boolean;
  /** What `--config` said. */
  readonly configPath?: string;
}

/** Does ahead what the end of a run needs, while the workers are busy. */
export function prepareEnd({ generated }: ReportPlaces): void {
  prepareReports(generated);
}

/**
 * What is left when a run is over: writes the reports and the note of what was bad, tells the failures and the summary.
 * Resolves to the exit code; throws what broke the run off, after all of that, and what is a bug.
 */
export function endRun(run: RecordedRun, settings: EndSettings): number {
  const { record } = run;
  const { io, places, config } = settings;
  const reports = writeReports(record, isVoid(record) ? [] : places.generated, config);
  const kept = settings.keepsExamples ? keepExamples(io.cwd, record) : undefined;
  const problems = [...reports.problems, ...run.logs.problems, ...(kept?.problems ?? [])];
  const note = writeLastRun(io.cwd, record);
  for (const problem of problems) {
    if (!(problem instanceof KnownError)) throw problem;
    io.stderr.write(showMistake(problem));
  }
  if (note !== undefined) io.stderr.write(`moonrig: ${note}\n`);
  const written = [...reports.written, ...run.logs.written];
  io.stdout.write(`${showEnd(record, settings, { reports: written, examples: kept?.written ?? [] }).join('\n')}\n`);
  if (run.failure !== undefined) throw run.failure;
  const facts = readExitFacts(record);
  return getExitCode({ ...facts, isUndecided: facts.isUndecided === true || problems.length > 0 });
}

function showEnd(
  record: RunRecord,
  settings: EndSettings,
  written: Pick<SummarySettings, 'reports' | 'examples'>,
): readonly string[] {
  const { palette, configPath } = settings;
  const config = configPath === undefined ? {} : { config: configPath };
  return [
    ...showFailures(record.results, palette, (scenario) => rerunCommand(scenario, record.started.seed, config)),
    ...showWarnings(record.warnings, palette),
    ...showSlowest(record.results, palette),
    ...showSummary(record, { palette, ...written, ...config }),
  ];
}
