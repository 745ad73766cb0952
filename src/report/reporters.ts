import { KnownError } from '../model/known-error.js';
import type { RunRecord } from '../model/run-record.js';
import { prepareHtml, toHtml } from './html.js';
import { toJson } from './json.js';
import { toJunit } from './junit.js';
import type { JunitDialect } from './junit-dialect.js';
import { toLcov } from './lcov.js';

export interface ReportOptions {
  readonly junitDialect: JunitDialect;
  /** How moonrig is called, for commands that reports show. Default `npx moonrig`. */
  readonly command?: string;
}

/** A report that is made of a whole record. */
export interface Reporter {
  /** One line for the help. */
  readonly summary: string;
  /** Relative to the project. */
  readonly defaultPath: string;
  /** Does ahead what needs no record, for a moment in which there is nothing else to do. */
  prepare?(): void;
  /** The whole file. Depends on the record and the options alone. */
  generate(record: RunRecord, options: ReportOptions): string;
}

const WITH_COVERAGE = { hint: '`moonrig run --coverage` counts' };

/** Every report there is beside `run.ndjson`, which is written while the run goes on. */
export const reporters: Readonly<Record<'junit' | 'html' | 'json' | 'lcov', Reporter>> = {
  junit: {
    summary: 'JUnit XML, for CI servers',
    defaultPath: 'reports/junit.xml',
    generate: (record, { junitDialect }) => toJunit(record, junitDialect),
  },
  html: {
    summary: 'one page to open in a browser, online or off',
    defaultPath: 'reports/report.html',
    prepare: prepareHtml,
    generate: (record, { command }) => toHtml(record, command),
  },
  json: {
    summary: 'the whole record as JSON, for other tools',
    defaultPath: 'reports/report.json',
    generate: (record) => toJson(record),
  },
  lcov: {
    summary: 'what ran of the scripts (--coverage), for code hosts and editors',
    defaultPath: 'reports/lcov.info',
    generate: ({ coverage }) => {
      if (coverage === undefined)
        throw new KnownError('report-not-written', 'lcov: the run has counted nothing', WITH_COVERAGE);
      return toLcov(coverage);
    },
  },
};

/** Where the events of a run go. */
export const NDJSON_PATH = 'reports/run.ndjson';
