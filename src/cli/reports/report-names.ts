import type { reporters } from '../../report/reporters.js';

/** A report that is made from the record when the run is over. */
export type GeneratedReport = keyof typeof reporters;

/** Any report: `ndjson` is written while the run goes on. */
export type ReportName = 'ndjson' | GeneratedReport;

// Written out so that a run need not load the reports before it begins; the type holds it to the table.
const GENERATED: Readonly<Record<GeneratedReport, true>> = { junit: true, html: true, json: true };

/** The names that `--reporter` and the config take. */
export const REPORT_NAMES: readonly string[] = ['ndjson', ...Object.keys(GENERATED)];

/** Whether text names a report. */
export function isReportName(name: string): name is ReportName {
  return REPORT_NAMES.includes(name);
}

/** Where `ndjson` goes unless told otherwise. */
export const EVENTS_PATH = 'reports/run.ndjson';
