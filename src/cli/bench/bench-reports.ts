import { resolve } from 'node:path';
import type { BenchRecord } from '../../model/bench-record.js';
import { KnownError } from '../../model/known-error.js';
import { suggestName } from '../../model/suggest.js';
import { toBenchJson } from '../../report/bench/bench-json.js';
import { writeFile } from '../reports/write-file.js';

/** Where each report goes unless told otherwise. */
const DEFAULT_PATHS = {
  json: 'reports/bench.json',
} as const;

const GENERATORS: Readonly<Record<keyof typeof DEFAULT_PATHS, (record: BenchRecord) => string | Promise<string>>> = {
  json: toBenchJson,
};

export type BenchReportName = keyof typeof DEFAULT_PATHS;

/** A report that was asked for; its default path where it has none of its own. */
export interface BenchReportChoice {
  readonly name: BenchReportName;
  readonly path?: string;
}

export const DEFAULT_BENCH_REPORTS: readonly BenchReportChoice[] = [{ name: 'json' }];
export const BENCH_REPORT_NAMES: readonly string[] = Object.keys(DEFAULT_PATHS);

/** Reads `name` or `name:path`. Throws KnownError for a report that does not exist and for an empty path. */
export function readBenchReport(text: string): BenchReportChoice {
  const [, name = text, path] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  if (!isName(name)) {
    const near = suggestName(name, BENCH_REPORT_NAMES);
    throw new KnownError('bad-command-line', `--reporter ${text}: there is no report ${JSON.stringify(name)}`, {
      hint: near === undefined ? `there are ${BENCH_REPORT_NAMES.join(', ')}` : `did you mean ${near}?`,
    });
  }
  if (path === '') throw new KnownError('bad-command-line', `--reporter ${text}: the path is empty`);
  return path === undefined ? { name } : { name, path };
}

function isName(name: string): name is BenchReportName {
  return BENCH_REPORT_NAMES.includes(name);
}

/** Makes and writes reports; gives the paths of those that were written, and what kept the others from being. */
export async function writeBenchReports(
  root: string,
  record: BenchRecord,
  choices: readonly BenchReportChoice[],
): Promise<{ readonly written: readonly string[]; readonly problems: readonly KnownError[] }> {
  const written: string[] = [];
  const problems: KnownError[] = [];
  for (const { name, path = DEFAULT_PATHS[name] } of choices) {
    try {
      writeFile(resolve(root, path), await GENERATORS[name](record), path);
      written.push(path);
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      problems.push(error);
    }
  }
  return { written, problems };
}
