import { DEFAULT_BATCH_MS, DEFAULT_BLOCKS, ENOUGH_BLOCKS } from '../bench/bench-options.js';
import type { BenchProject } from '../bench/load/bench-project.js';
import type { BenchPlan } from '../bench/session/bench-runner.js';
import type { EarlierSource } from '../bench/session/session-messages.js';
import { DEFAULT_THRESHOLD } from '../bench/statistics/compare-variants.js';
import type { BenchRecord } from '../model/bench-record.js';
import { KnownError } from '../model/known-error.js';
import { compilePattern } from '../scenario/compile-filter.js';
import { readBaseline, writeBaseline } from './bench/baseline-file.js';
import { readBenchFacts } from './bench/bench-facts.js';
import {
  BENCH_REPORT_NAMES,
  type BenchReportChoice,
  DEFAULT_BENCH_REPORTS,
  readBenchReport,
  writeBenchReports,
} from './bench/bench-reports.js';
import { showBench, showBenchSummary } from './bench/bench-view.js';
import { findBenchFiles } from './bench/find-bench-files.js';
import { readShare } from './bench/read-share.js';
import { type RecordedBenches, recordBenches } from './bench/record-benches.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { loadConfig } from './config/load-config.js';
import { resolveSettings } from './config/resolve-settings.js';
import { createLiveSink, createPlainSink } from './console/line-sink.js';
import { loadPalette } from './console/palette.js';
import { showMistake } from './console/show-mistake.js';
import { wantsColor, wantsProgress } from './console/terminal.js';
import { makeVisible } from './console/visible.js';
import { getExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { readWhole } from './read-number.js';
import { CONFIG } from './select-flags.js';

interface BenchFlags {
  readonly filter?: string;
  readonly blocks?: number;
  readonly seed?: string;
  readonly timeout?: number;
  /** A file. */
  readonly baseline?: string;
  /** A git revision. */
  readonly against?: string;
  /** A file. */
  readonly saveBaseline?: string;
  /** A share. */
  readonly failIfSlower?: number;
  readonly reporter?: readonly BenchReportChoice[];
  /** False under `--no-color`. */
  readonly color?: boolean;
  readonly config?: string;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/** `moonrig bench`. */
export const command: Command = defineCommand<BenchFlags>(
  {
    name: 'bench',
    summary: 'Time variants of rules against each other',
    argument: {
      name: '[paths...]',
      summary: 'bench files (*.bench.lua), folders or globs; the whole project without one',
    },
    options: [
      {
        flags: '-t, --filter <text>',
        summary: 'only benches whose name or file holds the text; /…/ is a regular expression',
      },
      {
        flags: '--blocks <n>',
        summary: `in how many blocks all variants are timed (default ${DEFAULT_BLOCKS})`,
        read: readWhole('--blocks', { min: 2, max: 10_000 }),
      },
      { flags: '--seed <text>', summary: 'what inputs and the order in blocks are drawn from (default 1)' },
      {
        flags: '--timeout <ms>',
        summary: `how long a bench may make no step, in milliseconds (default ${DEFAULT_TIMEOUT_MS})`,
        read: readWhole('--timeout', { min: 1, max: 86_400_000 }),
      },
      {
        flags: '--save-baseline <file>',
        summary: 'keep what was measured, to hold later runs on this machine against',
      },
      { flags: '--baseline <file>', summary: 'hold the run against one that was saved on this machine' },
      {
        flags: '--against <git ref>',
        summary: 'hold each variant against what it was in a commit, a branch or a tag, both timed in the same blocks',
      },
      {
        flags: '--fail-if-slower <share>',
        summary:
          'exit with 1 where a variant is slower by more than this (5%) than it was, or than the baseline its bench names',
        read: readShare('--fail-if-slower'),
      },
      {
        flags: '--reporter <name[:path]>',
        summary: `a report to write: ${BENCH_REPORT_NAMES.join(', ')} (repeatable; default ${DEFAULT_BENCH_REPORTS.map(({ name }) => name).join(', ')})`,
        read: readBenchReport,
        isRepeatable: true,
      },
      { flags: '--no-color', summary: 'print no colours' },
      CONFIG,
    ],
    examples: [
      'moonrig bench',
      'moonrig bench scenarios/rules -t epic',
      'moonrig bench --save-baseline bench/main.json',
      'moonrig bench --baseline bench/main.json --fail-if-slower 5%',
      'moonrig bench --against main --fail-if-slower 5% --reporter markdown',
    ],
  },
  bench,
);

async function bench({ flags, paths }: Request<BenchFlags>, io: Io): Promise<number> {
  const config = await loadConfig(io.cwd, flags.config);
  const { root, roots, modulePaths, memoryBytes, seed } = resolveSettings(config, {}, io.cwd);
  const project = { root, roots, modulePaths, memoryBytes };
  const files = await findBenchFiles(io.cwd, paths, config.exclude ?? []);
  const { blocks = DEFAULT_BLOCKS, failIfSlower = DEFAULT_THRESHOLD, filter, timeout = DEFAULT_TIMEOUT_MS } = flags;
  const options = { seed: flags.seed ?? seed, blockCount: blocks, batchMs: DEFAULT_BATCH_MS, threshold: failIfSlower };
  if (blocks < ENOUGH_BLOCKS)
    io.stderr.write(`moonrig: ${blocks} blocks are few: take ${ENOUGH_BLOCKS} or more for words that can be trusted\n`);
  const wanted = filter === undefined ? {} : { filter: compilePattern(filter) };
  const against = await openAgainst(flags, io, project);
  const earlier = against.source === undefined ? {} : { earlier: against.source };
  try {
    const { record, isInterrupted } = await show(
      { project, files, options, timeoutMs: timeout, ...wanted, ...earlier },
      flags,
      io,
    );
    const isGuarded = flags.failIfSlower !== undefined;
    const isWritten = writeAll(record, flags, io);
    const facts = readBenchFacts(record, { isInterrupted, isGuarded });
    return getExitCode({ ...facts, isUndecided: facts.isUndecided === true || !isWritten });
  } finally {
    against.end();
  }
}

/** Runs benches, and prints what they say. */
async function show(plan: BenchPlan, flags: BenchFlags, io: Io): Promise<RecordedBenches> {
  const palette = await loadPalette(wantsColor(io, flags.color !== false));
  const isLive = wantsProgress(io);
  const sink = isLive ? createLiveSink(io.stdout) : createPlainSink(io.stdout);
  const onBegin = (file: string, name: string) => {
    const text = `timing ${file}  ${makeVisible(name)}`;
    if (isLive) sink.status(() => text);
    else sink.line(text);
  };
  const recorded = await recordBenches(plan, { signal: io.signal, onBegin }).finally(() => sink.close());
  const { record } = recorded;
  for (const each of record.benches) io.stdout.write(`${showBench(each, record, palette).join('\n')}\n\n`);
  io.stdout.write(`${showBenchSummary(record, palette, flags.failIfSlower !== undefined).join('\n')}\n`);
  return recorded;
}

/** What the run is held against, and what has to be done once it is over. */
interface Against {
  readonly source?: EarlierSource;
  end(): void;
}

async function openAgainst({ baseline, against }: BenchFlags, io: Io, project: BenchProject): Promise<Against> {
  if (against !== undefined && baseline !== undefined)
    throw new KnownError('bad-command-line', '--against and --baseline cannot both be given');
  const end = () => undefined;
  if (baseline !== undefined)
    return { source: { kind: 'saved', label: baseline, record: readBaseline(io.cwd, baseline) }, end };
  if (against === undefined) return { end };
  const { checkOut } = await import('./bench/check-out.js');
  const { root, label, remove } = await checkOut(io.cwd, against);
  return { source: { kind: 'ref', label, project: { ...project, root } }, end: remove };
}

/** Writes reports and baseline; whether all of them could be written. */
function writeAll(record: BenchRecord, { reporter, saveBaseline, failIfSlower }: BenchFlags, io: Io): boolean {
  const { written, problems } = writeBenchReports(record, reporter ?? DEFAULT_BENCH_REPORTS, {
    root: io.cwd,
    isGuarded: failIfSlower !== undefined,
  });
  const failed = [...problems];
  const kept = [...written];
  if (saveBaseline !== undefined) {
    try {
      writeBaseline(io.cwd, saveBaseline, record);
      kept.push(saveBaseline);
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      failed.push(error);
    }
  }
  if (kept.length > 0) io.stdout.write(`Wrote ${kept.join(', ')}\n`);
  for (const problem of failed) io.stderr.write(showMistake(problem));
  return failed.length === 0;
}
