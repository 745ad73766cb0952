import type { Config } from '../model/config.js';
import { KnownError } from '../model/known-error.js';
import type { Person } from '../model/question.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { BOUNDS } from './config/bounds.js';
import { loadConfig } from './config/load-config.js';
import { resolveSettings, type SettingFlags } from './config/resolve-settings.js';
import { createLiveSink, createPlainSink, type LineSink } from './console/line-sink.js';
import { loadPalette } from './console/palette.js';
import { createRunView, type RunView } from './console/run-view.js';
import { isBuildServer, wantsColor, wantsProgress } from './console/terminal.js';
import { COVERAGE_OPTIONS, type CoverageFlags } from './coverage/coverage-flags.js';
import { GIT, requireGit } from './git-flag.js';
import type { Io } from './io.js';
import { loadRunner } from './load-runner.js';
import { createPerson } from './person.js';
import { planRun } from './plan-run.js';
import { readWhole } from './read-number.js';
import { recordRun } from './record-run.js';
import { placeReports } from './reports/place-reports.js';
import { DEFAULT_REPORTS, type ReportChoice, readReportChoice, readReporterSettings } from './reports/report-choice.js';
import { CONFIG, FILTER, PATHS, type SelectFlags, TAG } from './select-flags.js';
import type { WorkspaceCopy } from './workspace/copy-workspace.js';
import { readWorkspaceChoice } from './workspace/read-workspace-choice.js';

interface RunFlags extends SelectFlags, SettingFlags, CoverageFlags {
  readonly lastFailed?: boolean;
  readonly keepExamples?: boolean;
  /** The folder of `--workspace real:<folder>`. */
  readonly workspace?: string;
  readonly reporter?: readonly ReportChoice[];
  /** False under `--no-color`. */
  readonly color?: boolean;
}

/** `moonrig run`. */
export const command: Command = defineCommand<RunFlags>(
  {
    name: 'run',
    summary: 'Run scenarios and write the reports',
    argument: PATHS,
    options: [
      FILTER,
      TAG,
      { flags: '--last-failed', summary: 'only what was bad in the last run' },
      {
        flags: '--timeout <ms>',
        summary: 'deadline of a scenario or hook in milliseconds, 0 for none (default 5000)',
        read: readWhole('--timeout', BOUNDS.timeoutMs),
      },
      {
        flags: '--workers <n>',
        summary: 'how many run at the same time (default: one a core)',
        read: readWhole('--workers', BOUNDS.workers),
      },
      { flags: '--seed <text>', summary: 'what random numbers are made from (default 1)' },
      {
        flags: '--retries <n>',
        summary: 'how often a bad attempt is tried again (default 0)',
        read: readWhole('--retries', BOUNDS.retries),
      },
      {
        flags: '--schedules <n>',
        summary: 'run scenarios with tasks in up to n orders of them (default 1)',
        read: readWhole('--schedules', BOUNDS.schedules),
      },
      {
        flags: '--schedule <k>',
        summary: 'run them in order k only, such as one that failed',
        read: readWhole('--schedule', BOUNDS.schedule),
      },
      {
        flags: '--bail [n]',
        summary: 'stop after so many bad scenarios (1 without a number)',
        read: readWhole('--bail', BOUNDS.bail),
        bare: '1',
      },
      {
        flags: '--reporter <name[:path]>',
        summary: 'a report to write: junit, html, ndjson, json, lcov (repeatable; default the first three)',
        read: readReportChoice,
        isRepeatable: true,
      },
      ...COVERAGE_OPTIONS,
      GIT,
      { flags: '--keep-examples', summary: 'keep failing examples of properties even where CI is set' },
      { flags: '-u, --update', summary: 'write changed snapshots too, and remove obsolete ones' },
      {
        flags: '--workspace <real:folder>',
        summary: 'scenarios work in copies of a real folder, without what .gitignore names, .git and node_modules',
        read: readWorkspaceChoice,
      },
      { flags: '--trace', summary: 'print all that each scenario does, as it does it' },
      { flags: '--debug', summary: 'one worker, no deadline, and --trace; breakpoint() stops' },
      { flags: '--no-color', summary: 'print no colours' },
      CONFIG,
    ],
    examples: [
      'moonrig run',
      'moonrig run scenarios/rules',
      'moonrig run scenarios/rules/epic.scenario.lua:12',
      "moonrig run -t 'low score' --tag smoke",
      'moonrig run --reporter junit:build/moonrig.xml',
      'moonrig run --coverage-threshold lines=90,branches=80',
    ],
  },
  run,
);

async function run(request: Request<RunFlags>, io: Io): Promise<number> {
  const { workspace, schedule, schedules } = request.flags;
  if (schedule !== undefined && schedules !== undefined)
    throw new KnownError('bad-command-line', '--schedule and --schedules cannot both be given', {
      hint: '--schedules 100 tries up to 100 orders, --schedule 7 only that one',
    });
  const config = await loadConfig(io.cwd, request.flags.config);
  if (workspace === undefined) return runWith(request, io, { config });
  const { copyWorkspace } = await import('./workspace/copy-workspace.js');
  const complain = (message: string) => io.stderr.write(`moonrig: ${message}\n`);
  const copy = await copyWorkspace({ root: io.cwd, folder: workspace, signal: io.signal, complain });
  try {
    return await runWith(request, io, { config, copy });
  } finally {
    copy.remove();
  }
}

interface Surroundings {
  readonly config: Config;
  /** Of the real folder that scenarios work in. */
  readonly copy?: WorkspaceCopy;
}

async function runWith({ flags, paths }: Request<RunFlags>, io: Io, { config, copy }: Surroundings): Promise<number> {
  const root = io.cwd;
  await requireGit(flags.git, root);
  const resolved = resolveSettings(config, { ...flags, isCi: isBuildServer(io.env) }, root);
  const settings = { ...resolved, ...(copy && { workspace: copy.workspace }) };
  const wantsCoverage = flags.coverage === true || flags.coverageThreshold !== undefined;
  const places = placeReports(
    root,
    chooseReports(flags.reporter ?? (config.reporters && readReporterSettings(config.reporters)), wantsCoverage),
  );
  const { Runner } = await loadRunner();
  const runner = new Runner(settings);
  const planned = await planRun({ root, paths, config, flags, wantsCoverage });
  if (planned === undefined) {
    io.stdout.write('The last run had no failures: nothing to run.\n');
    return 0;
  }
  const { plan } = planned;
  const palette = await loadPalette(wantsColor(io, flags.color !== false));
  // A line that is rewritten in place would be in the way of a prompt.
  const sink = wantsProgress(io) && !settings.debug ? createLiveSink(io.stdout) : createPlainSink(io.stdout);
  io.signal.addEventListener('abort', () => sink.line('Stopping … (Ctrl-C again to stop at once, without reports)'));
  const { isTTY, columns } = io.stdout;
  const view = createRunView({
    sink,
    palette,
    fileCount: plan.files.length,
    isTraced: settings.debug || settings.trace,
    ...(isTTY === true && columns !== undefined && { columns }),
  });
  const debugging = settings.debug && !isBuildServer(io.env) ? { person: createDebuggingPerson(io, view, sink) } : {};
  const recording = recordRun({
    run: (onEvent) => runner.run(plan, { onEvent, onTrace: view.onTrace, signal: io.signal, ...debugging }),
    show: view.onEvent,
    warnings: [...(copy?.warnings ?? []), ...planned.warnings],
    events: places.events,
  });
  // Loaded while the workers start, when this thread has nothing to do.
  const ending = import('./end-run.js').then((module) => {
    module.prepareEnd(places);
    return module;
  });
  // A failure is told where the end begins.
  ending.catch(() => {});
  const recorded = await recording.finally(() => sink.close());
  const { endRun } = await ending;
  const kept = {
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.git !== undefined && { git: flags.git }),
    ...(copy && { workspace: copy.workspace.shown }),
  };
  const keepsExamples = flags.keepExamples === true || !isBuildServer(io.env);
  const snapshots = { mode: settings.snapshots, isWhole: Object.keys(plan.selection).length === 0 };
  const thresholds = { ...config.coverage?.thresholds, ...flags.coverageThreshold };
  return endRun(recorded, { io, palette, places, config, keepsExamples, snapshots, thresholds, flags: kept });
}

/** Who is asked at breakpoints. */
function createDebuggingPerson(io: Io, view: RunView, sink: LineSink): Person {
  return createPerson({
    openLines: () => io.openLines(io.interrupt),
    show: ({ text, scenario }) => view.onText(text, scenario),
    showEnd: () => sink.line('No more input: going on without stops.'),
    quit: io.interrupt,
  });
}

/** Throws a KnownError where a report of what nobody counts is wanted. */
function chooseReports(asked: readonly ReportChoice[] | undefined, wantsCoverage: boolean): readonly ReportChoice[] {
  if (asked === undefined) return wantsCoverage ? [...DEFAULT_REPORTS, { name: 'lcov' }] : DEFAULT_REPORTS;
  if (wantsCoverage || asked.every(({ name }) => name !== 'lcov')) return asked;
  throw new KnownError('bad-command-line', 'the report lcov tells what ran, and nothing counts that', {
    hint: 'add --coverage',
  });
}
