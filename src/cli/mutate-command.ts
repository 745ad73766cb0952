import { reaches } from '../model/coverage.js';
import { type MutationReport, scoreMutants } from '../model/mutation.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { BOUNDS } from './config/bounds.js';
import { loadConfig } from './config/load-config.js';
import { resolveSettings, type SettingFlags } from './config/resolve-settings.js';
import { createLiveSink, createPlainSink } from './console/line-sink.js';
import { loadPalette, type Palette } from './console/palette.js';
import { showFailures } from './console/show-failures.js';
import { wantsColor, wantsProgress } from './console/terminal.js';
import { getExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { loadMutants, loadRunner } from './load-runner.js';
import { planRun } from './plan-run.js';
import { readWhole } from './read-number.js';
import { CONFIG, FILTER, type SelectFlags, TAG } from './select-flags.js';

interface MutateFlags extends SelectFlags, Pick<SettingFlags, 'workers' | 'seed'> {
  readonly threshold?: number;
  readonly json?: string;
  readonly color?: boolean;
}

/** `moonrig mutate`. */
export const command: Command = defineCommand<MutateFlags>(
  {
    name: 'mutate',
    summary: 'Make small mistakes in scripts, one at a time and in memory, and see which of them no scenario finds',
    argument: { name: '<scripts...>', summary: 'scripts by path, or by name as scenarios load them' },
    options: [
      FILTER,
      TAG,
      {
        flags: '--threshold <n>',
        summary: 'whole per cent of mutants that must be found (default 0)',
        read: readWhole('--threshold', BOUNDS.percent),
      },
      { flags: '--json <file>', summary: 'write all mutants, in the schema of mutation testing reports' },
      {
        flags: '--workers <n>',
        summary: 'how many run at the same time (default: one a core)',
        read: readWhole('--workers', BOUNDS.workers),
      },
      { flags: '--seed <text>', summary: 'what random numbers are made from (default 1)' },
      { flags: '--no-color', summary: 'print no colours' },
      CONFIG,
    ],
    examples: ['moonrig mutate epic_validation', 'moonrig mutate scenarios/rules/quality_gate.lua --threshold 90'],
  },
  run,
);

async function run({ flags, paths }: Request<MutateFlags>, io: Io): Promise<number> {
  const config = await loadConfig(io.cwd, flags.config);
  const settings = resolveSettings(config, { ...flags, isCi: true }, io.cwd);
  const { findScripts } = await import('./mutation/find-script.js');
  const scripts = findScripts(paths, settings);
  const { Runner } = await loadRunner();
  const runner = new Runner(settings);
  const planned = await planRun({ root: io.cwd, paths: [], config, flags });
  if (planned === undefined) return 0;
  const palette = await loadPalette(wantsColor(io, flags.color !== false));
  const sink = wantsProgress(io) ? createLiveSink(io.stdout) : createPlainSink(io.stdout);
  sink.status(() => 'running the scenarios with the scripts as they are');
  const names = scripts.map(({ path }) => path);
  const { runBaseline } = await import('./mutation/run-baseline.js');
  const { baseline, bad } = await runBaseline(runner, planned.plan, names, io.signal).catch((error) => {
    sink.close();
    throw error;
  });
  if (bad.length > 0) {
    sink.close();
    const shown = showFailures(bad, palette, () => undefined);
    io.stdout.write(`${shown.join('\n')}\n\nThese have to pass before mutants can tell anything.\n`);
    return getExitCode({ hasFailed: true, isInterrupted: io.signal.aborted });
  }
  const { runMutants } = await loadMutants();
  const { selection } = planned.plan;
  const onProgress = (done: number, total: number) => sink.status(() => `${done}/${total} mutants`);
  const request = { scripts, baseline, settings, selection, signal: io.signal, onProgress };
  const reports = await runMutants(request).finally(() => sink.close());
  return await tell(reports, { flags, io, palette });
}

interface Telling {
  readonly flags: MutateFlags;
  readonly io: Io;
  readonly palette: Palette;
}

async function tell(reports: readonly MutationReport[], { flags, io, palette }: Telling): Promise<number> {
  const { showMutants, showScore } = await import('./mutation/show-mutants.js');
  const { threshold = 0, json } = flags;
  const score = scoreMutants(reports);
  const isTooLow = !io.signal.aborted && !reaches(score, threshold);
  const lines = [
    ...reports.flatMap((report) => showMutants(report, palette)),
    ...showScore(reports, palette),
    ...(io.signal.aborted ? [palette.warn('Interrupted: the rest did not run.')] : []),
    ...(isTooLow ? [palette.bad(`The score is too low; the threshold is ${threshold} %.`)] : []),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
  if (json !== undefined) {
    const { toMutationJson } = await import('./mutation/mutation-json.js');
    const { writeFile } = await import('./reports/write-file.js');
    const { resolve } = await import('node:path');
    writeFile(resolve(io.cwd, json), toMutationJson(reports, threshold), json);
    io.stdout.write(`wrote ${json}\n`);
  }
  return getExitCode({ isInterrupted: io.signal.aborted, hasFailed: isTooLow });
}
