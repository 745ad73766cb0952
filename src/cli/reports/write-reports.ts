import type { Config } from '../../model/config.js';
import type { RunRecord } from '../../model/run-record.js';
import { reporters } from '../../report/reporters.js';
import type { PlacedReport } from './place-reports.js';
import type { GeneratedReport } from './report-names.js';
import { writeFile } from './write-file.js';

/** What became of reports. */
export interface WrittenReports {
  /** Paths of those that were written, as shown to the user. */
  readonly written: readonly string[];
  readonly problems: readonly unknown[];
}

/** Does ahead what the reports need that is not of the run. */
export function prepareReports(places: readonly PlacedReport<GeneratedReport>[]): void {
  for (const { name } of places) reporters[name].prepare?.();
}

/** Makes and writes reports. One that fails does not keep the others from being written. */
export function writeReports(
  record: RunRecord,
  places: readonly PlacedReport<GeneratedReport>[],
  config: Config,
): WrittenReports {
  const options = { junitDialect: config.junitDialect ?? 'common' };
  const written: string[] = [];
  const problems: unknown[] = [];
  for (const { name, path, file } of places) {
    try {
      writeFile(file, reporters[name].generate(record, options), path);
      written.push(path);
    } catch (error) {
      problems.push(error);
    }
  }
  return { written, problems };
}
