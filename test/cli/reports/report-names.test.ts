import { expect, it } from 'vitest';
import { DEFAULT_PATHS, isReportName } from '../../../src/cli/reports/report-names.js';
import { reporters } from '../../../src/report/reporters.js';

it('knows every report and its place as the reports themselves do', () => {
  const own = Object.entries(reporters).map(([name, { defaultPath }]) => [name, defaultPath]);
  expect(DEFAULT_PATHS).toEqual({ ndjson: 'reports/run.ndjson', ...Object.fromEntries(own) });
});

it('tells names of reports from other words', () => {
  expect(isReportName('junit')).toBe(true);
  expect(isReportName('toString')).toBe(false);
});
