import type { reporters } from '../../report/reporters.js';

/** A report that is made from the record when the run is over. */
export type GeneratedReport = keyof typeof reporters;

/** Any report: `ndjson` is written while the run goes on. */
export type ReportName = 'ndjson' | GeneratedReport;

/**
 * Where each report goes unless told otherwise. Written out, so that a run need not load the reports before it begins;
 * a test holds it to their own table.
 */
export const DEFAULT_PATHS: Readonly<Record<ReportName, string>> = {
  ndjson: 'reports/run.ndjson',
  junit: 'reports/junit.xml',
  html: 'reports/report.html',
  json: 'reports/report.json',
  lcov: 'reports/lcov.info',
};

/** The names that `--reporter` and the config take. */
export const REPORT_NAMES: readonly string[] = Object.keys(DEFAULT_PATHS);

/** Whether text names a report. */
export function isReportName(name: string): name is ReportName {
  return REPORT_NAMES.includes(name);
}
