import { cpus } from 'node:os';
import { basename, resolve } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { RuleKind } from '../../model/rule.js';
import { showPlain } from '../../model/show-plain.js';
import type { StoredRule } from '../../rule/rule-store.js';
import type { Compared, Mismatch } from '../../rule/twin/compare-twins.js';
import { diffRules } from '../../rule/twin/diff-runner.js';
import { writeMismatchScenario } from '../../rule/twin/mismatch-scenario.js';
import { type Command, defineCommand } from '../command.js';
import type { Request } from '../command-shape.js';
import { createLiveSink, createPlainSink } from '../console/line-sink.js';
import { showDuration } from '../console/show-duration.js';
import { wantsProgress } from '../console/terminal.js';
import { makeVisible } from '../console/visible.js';
import { getExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { readWhole } from '../read-number.js';
import { writeFile } from '../reports/write-file.js';
import { CONFIG } from '../select-flags.js';
import { findInputs } from './diff-inputs.js';
import { openRules, type ProjectRules } from './open-rules.js';

interface DiffFlags {
  readonly cases?: number;
  readonly seed?: string;
  readonly workers?: number;
  readonly examples?: string;
  readonly out?: string;
  readonly config?: string;
}

const DEFAULT_CASES = 100_000;
const MOST_MISMATCHES = 10;

/** `moonrig rules diff`. */
export const command: Command = defineCommand<DiffFlags>(
  {
    name: 'rules diff',
    summary: 'Hold a Lua rule against its native twin, or any two rules, on inputs made at random',
    argument: {
      name: '<rules...>',
      summary: 'lua:<file or id> and native:<file or id>; one id stands for both its twins',
    },
    options: [
      {
        flags: '--cases <n>',
        summary: `how many inputs are tried (default ${DEFAULT_CASES})`,
        read: readWhole('--cases', { min: 1, max: 1_000_000_000 }),
      },
      { flags: '--seed <text>', summary: 'what inputs are drawn from (default 1)' },
      {
        flags: '--workers <n>',
        summary: 'how many threads (default: one a core)',
        read: readWhole('--workers', { min: 1, max: 64 }),
      },
      {
        flags: '--examples <file>',
        summary:
          'inputs to be like: a JSON list or a bench; else the input schema, the bench beside, or fields that the source names',
      },
      { flags: '--out <file>', summary: 'where mismatches go as scenarios (default reports/<rule>.diff.scenario.lua)' },
      CONFIG,
    ],
    examples: [
      'moonrig rules diff epic_validation',
      'moonrig rules diff lua:rules/epic.lua native:rules/epic.ts --cases 1000000',
      'moonrig rules diff lua:rules/epic.lua lua:drafts/epic.lua --examples data/epics.json',
    ],
  },
  diff,
);

type Pair = readonly [StoredRule, StoredRule];

async function diff({ flags, paths }: Request<DiffFlags>, io: Io): Promise<number> {
  const rules = await openRules(io, flags.config);
  const pair = await findPair(paths, rules);
  const prepared = [rules.prepare(pair[0]), rules.prepare(pair[1])] as const;
  const { seed = '1', cases = DEFAULT_CASES, workers = cpus().length, examples, config } = flags;
  const request = { root: io.cwd, rules: pair, prepared, seed };
  const inputs = await findInputs({
    ...request,
    ...(examples !== undefined && { examples }),
    ...(config !== undefined && { config }),
  });
  io.stdout.write(`Inputs are made by ${inputs.origin}, seed ${makeVisible(seed)}\n`);
  const begun = performance.now();
  const compared = await runWithProgress(io, cases, (onProgress) =>
    diffRules(
      {
        root: io.cwd,
        folders: rules.folders,
        modulePaths: rules.modulePaths,
        paths: [pair[0].path, pair[1].path],
        shape: inputs.shape,
        words: inputs.words,
        seed,
        caseCount: cases,
        mostMismatches: MOST_MISMATCHES,
      },
      { threadCount: Math.min(workers, Math.ceil(cases / 256)), signal: io.signal, onProgress },
    ),
  );
  if (compared === undefined) return getExitCode({ isInterrupted: true });
  for (const line of show(compared, pair, performance.now() - begun)) io.stdout.write(`${makeVisible(line)}\n`);
  if (compared.mismatches.length > 0) writeScenario(compared, pair, prepared[0].settings.entry, flags.out, io);
  return getExitCode({ hasFailed: compared.mismatchCount > 0 });
}

async function runWithProgress<T>(
  io: Io,
  caseCount: number,
  run: (onProgress: (count: number) => void) => Promise<T>,
): Promise<T> {
  const sink = wantsProgress(io) ? createLiveSink(io.stdout) : createPlainSink(io.stdout);
  return await run((count) => sink.status(() => `${showCount(count)} of ${showCount(caseCount)} inputs`)).finally(() =>
    sink.close(),
  );
}

/** The two rules that the command line names. */
async function findPair(names: readonly string[], rules: ProjectRules): Promise<Pair> {
  const [first, second, third] = names;
  if (first === undefined || third !== undefined)
    throw new KnownError('bad-command-line', `${names.length} rules are given; two are compared`);
  if (second === undefined) return [await findNamed(`lua:${first}`, rules), await findNamed(`native:${first}`, rules)];
  return [await findNamed(first, rules), await findNamed(second, rules)];
}

async function findNamed(text: string, rules: ProjectRules): Promise<StoredRule> {
  const [, kind, name = text] = /^(lua|native):(.+)$/s.exec(text) ?? [];
  // The pattern lets through these two alone.
  const rule = await rules.find(name, kind as RuleKind | undefined);
  if (kind === undefined || rule.kind === kind) return rule;
  throw new KnownError('bad-command-line', `${text}: ${rule.path} is a ${rule.kind} rule`);
}

function nameOf({ kind, path }: StoredRule): string {
  return `${kind}:${path}`;
}

function show({ caseCount, mismatchCount, mismatches }: Compared, pair: Pair, durationMs: number): string[] {
  const rate = `${showDuration(durationMs)}, ${showCount((caseCount / durationMs) * 1000)} a second`;
  if (mismatchCount === 0)
    return [`${nameOf(pair[0])} and ${nameOf(pair[1])} agree on ${showCount(caseCount)} inputs (${rate})`];
  return [
    `${nameOf(pair[0])} and ${nameOf(pair[1])} differ on ${showCount(mismatchCount)} of ${showCount(caseCount)} inputs (${rate})`,
    ...mismatches.flatMap((mismatch) => showMismatch(mismatch, pair)),
  ];
}

function showMismatch({ input, outcomes }: Mismatch, pair: Pair): string[] {
  const told = outcomes.map(({ result, error }) => (error === undefined ? showPlain(result) : `error: ${error}`));
  return [`  ${showPlain(input)}`, ...told.map((text, i) => `    ${pair[i]?.kind ?? ''}: ${text}`)];
}

function showCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** Writes the mismatches as scenarios of the rule that is in Lua. */
function writeScenario(
  { mismatches }: Compared,
  pair: Pair,
  entry: string | undefined,
  out: string | undefined,
  io: Io,
): void {
  const called = pair.findIndex(({ kind }) => kind === 'lua');
  const rule = pair[called];
  if (rule === undefined) return;
  const script = rule.path.replace(/\.lua$/, '');
  const text = writeMismatchScenario({
    names: [nameOf(pair[0]), nameOf(pair[1])],
    script,
    ...(entry === undefined ? {} : { entry }),
    expected: called === 0 ? 1 : 0,
    mismatches,
  });
  const path = out ?? `reports/${basename(script)}.diff.scenario.lua`;
  writeFile(resolve(io.cwd, path), text, path);
  io.stdout.write(`Wrote ${path}: it fails until both agree\n`);
}
