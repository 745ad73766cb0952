import type { ReporterSetting } from '../../model/config.js';
import { createReportReader, type NamedPath } from './read-named-path.js';
import { isReportName, REPORT_NAMES, type ReportName } from './report-names.js';

/** A report that was asked for. */
export type ReportChoice = NamedPath<ReportName>;

/** What is written when nobody says otherwise. */
export const DEFAULT_REPORTS: readonly ReportChoice[] = [{ name: 'junit' }, { name: 'html' }, { name: 'ndjson' }];

/** Reads `name` or `name:path`. */
export const readReportChoice = createReportReader(REPORT_NAMES, isReportName);

/** The reports a config asks for; it has been checked. */
export function readReporterSettings(settings: readonly ReporterSetting[]): readonly ReportChoice[] {
  return settings.flatMap((setting) => {
    const { name, ...place } = typeof setting === 'string' ? { name: setting } : setting;
    return isReportName(name) ? [{ name, ...place }] : [];
  });
}
