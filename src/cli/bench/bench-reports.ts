import { resolve } from 'node:path';
import type { BenchRecord } from '../../model/bench-record.js';
import { KnownError } from '../../model/known-error.js';
import { toBenchHtml } from '../../report/bench/bench-html.js';
import { toBenchJson } from '../../report/bench/bench-json.js';
import { type BenchJunitOptions, toBenchJunit } from '../../report/bench/bench-junit.js';
import { toBenchMarkdown } from '../../report/bench/bench-markdown.js';
import { createReportReader, type NamedPath } from '../reports/read-named-path.js';
import { writeFile } from '../reports/write-file.js';

/** Where each report goes unless told otherwise. */
const DEFAULT_PATHS = {
  json: 'reports/bench.json',
  html: 'reports/bench.html',
  markdown: 'reports/bench.md',
  junit: 'reports/bench.junit.xml',
} as const;

export type BenchReportName = keyof typeof DEFAULT_PATHS;

const GENERATORS: Readonly<Record<BenchReportName, (record: BenchRecord, options: BenchJunitOptions) => string>> = {
  json: toBenchJson,
  html: toBenchHtml,
  markdown: toBenchMarkdown,
  junit: toBenchJunit,
};

export type BenchReportChoice = NamedPath<BenchReportName>;

export const DEFAULT_BENCH_REPORTS: readonly BenchReportChoice[] = [{ name: 'json' }, { name: 'html' }];
export const BENCH_REPORT_NAMES: readonly string[] = Object.keys(DEFAULT_PATHS);

function isName(name: string): name is BenchReportName {
  return BENCH_REPORT_NAMES.includes(name);
}

/** Reads `name` or `name:path`. */
export const readBenchReport = createReportReader(BENCH_REPORT_NAMES, isName);

/** Makes and writes reports; gives the paths of those that were written, and what kept the others from being. */
export function writeBenchReports(
  record: BenchRecord,
  choices: readonly BenchReportChoice[],
  { root, ...options }: BenchJunitOptions & { readonly root: string },
): { readonly written: readonly string[]; readonly problems: readonly KnownError[] } {
  const written: string[] = [];
  const problems: KnownError[] = [];
  for (const { name, path = DEFAULT_PATHS[name] } of choices) {
    try {
      writeFile(resolve(root, path), GENERATORS[name](record, options), path);
      written.push(path);
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      problems.push(error);
    }
  }
  return { written, problems };
}
