import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { foldEvents } from '../model/run-record.js';
import { showSystemError } from '../model/system-error.js';
import { readEvents } from '../report/ndjson.js';
import { toProjectPath, withSlashes } from '../scenario/project-path.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { loadConfig } from './config/load-config.js';
import { showMistake } from './console/show-mistake.js';
import type { Io } from './io.js';
import { placeReports } from './reports/place-reports.js';
import { DEFAULT_REPORTS, type ReportChoice, readReportChoice, readReporterSettings } from './reports/report-choice.js';
import { DEFAULT_PATHS } from './reports/report-names.js';
import { writeReports } from './reports/write-reports.js';
import { CONFIG } from './select-flags.js';

interface ReportFlags {
  readonly reporter?: readonly ReportChoice[];
  readonly config?: string;
}

/** `moonrig report`. */
export const command: Command = defineCommand<ReportFlags>(
  {
    name: 'report',
    summary: 'Make the reports again from a run.ndjson',
    argument: { name: '[file]', summary: `what a run told (default ${DEFAULT_PATHS.ndjson})` },
    options: [
      {
        flags: '--reporter <name[:path]>',
        summary: 'a report to write: junit, html, json, lcov (repeatable; default the first two)',
        read: readMadeReport,
        isRepeatable: true,
      },
      CONFIG,
    ],
    examples: ['moonrig report', 'moonrig report build/run.ndjson --reporter html:build/page.html'],
  },
  report,
);

async function report({ flags, paths }: Request<ReportFlags>, io: Io): Promise<number> {
  const config = await loadConfig(io.cwd, flags.config);
  const configured = config.reporters === undefined ? DEFAULT_REPORTS : readReporterSettings(config.reporters);
  const places = placeReports(io.cwd, flags.reporter ?? configured);
  const { written, problems } = writeReports(readRecord(io.cwd, paths[0]), places.generated, config);
  for (const path of written) io.stdout.write(`wrote ${path}\n`);
  const [first, ...others] = problems;
  for (const problem of others) if (problem instanceof KnownError) io.stderr.write(showMistake(problem));
  if (first !== undefined) throw first;
  return 0;
}

function readRecord(root: string, path: string = DEFAULT_PATHS.ndjson) {
  const file = resolve(root, path);
  const shown = toProjectPath(root, file) ?? withSlashes(path);
  const events = readEvents(readSource(file, shown), shown);
  if (events.some((event) => event.kind === 'run.started')) return foldEvents(events);
  throw new KnownError('bad-record', 'it does not begin with run.started', { at: { file: shown, line: 1 } });
}

function readSource(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `${shown} cannot be read: ${why}`, { hint: '`moonrig run` writes it' });
  }
}

function readMadeReport(text: string): ReportChoice {
  const choice = readReportChoice(text);
  if (choice.name !== 'ndjson') return choice;
  throw new KnownError('bad-command-line', `--reporter ${text}: only a run writes ndjson`, {
    hint: 'there are junit, html, json and lcov',
  });
}
