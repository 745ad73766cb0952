import type { ReporterSetting } from '../../model/config.js';
import { KnownError } from '../../model/known-error.js';
import { suggestName } from '../../model/suggest.js';
import { isReportName, REPORT_NAMES, type ReportName } from './report-names.js';

/** A report that was asked for; its default path where it has none of its own. */
export interface ReportChoice {
  readonly name: ReportName;
  /** As the user wrote it: absolute, or relative to the project. */
  readonly path?: string;
}

/** What is written when nobody says otherwise. */
export const DEFAULT_REPORTS: readonly ReportChoice[] = [{ name: 'junit' }, { name: 'html' }, { name: 'ndjson' }];

/** Reads `name` or `name:path`. Throws KnownError for a report that does not exist and for an empty path. */
export function readReportChoice(text: string): ReportChoice {
  const [, name = text, path] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  if (!isReportName(name)) {
    const near = suggestName(name, REPORT_NAMES);
    throw new KnownError('bad-command-line', `--reporter ${text}: there is no report ${JSON.stringify(name)}`, {
      hint: near === undefined ? `there are ${REPORT_NAMES.join(', ')}` : `did you mean ${near}?`,
    });
  }
  if (path === '') throw new KnownError('bad-command-line', `--reporter ${text}: the path is empty`);
  return path === undefined ? { name } : { name, path };
}

/** The reports a config asks for; it has been checked. */
export function readReporterSettings(settings: readonly ReporterSetting[]): readonly ReportChoice[] {
  return settings.flatMap((setting) => {
    const { name, ...place } = typeof setting === 'string' ? { name: setting } : setting;
    return isReportName(name) ? [{ name, ...place }] : [];
  });
}
