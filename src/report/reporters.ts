// Stand-in until the report house lands.
import type { RunRecord } from '../model/run-record.js';

interface Reporter {
  readonly summary: string;
  readonly defaultPath: string;
  generate(record: RunRecord, options: { junitDialect?: 'common' | 'jenkins' | 'ant' }): string;
}

export const reporters: Record<'junit' | 'html' | 'json', Reporter> = {
  junit: {
    summary: 'JUnit XML',
    defaultPath: 'reports/junit.xml',
    generate: (record, o) => `<junit ${o.junitDialect ?? 'common'} ${record.results.length}/>`,
  },
  html: {
    summary: 'one HTML page',
    defaultPath: 'reports/report.html',
    generate: (record) => `<html ${record.results.length}>`,
  },
  json: {
    summary: 'the record as JSON',
    defaultPath: 'reports/run.json',
    generate: (record) => JSON.stringify(record),
  },
};
