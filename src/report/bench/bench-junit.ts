import type { BenchRecord, BenchResult } from '../../model/bench-record.js';
import { showSeconds } from '../junit-case.js';
import { XmlWriter } from '../xml.js';
import { listSlower, showPlace, showSelfCheck } from './bench-words.js';
import { showEstimate } from './show-figures.js';

export interface BenchJunitOptions {
  /** Whether a variant that is slower than allowed fails its testcase. */
  readonly isGuarded: boolean;
}

/** What is wrong with a testcase. */
interface Verdict {
  readonly element: 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly text: string;
}

/** A session of benchmarks as JUnit XML: a suite a file, a testcase a variant of a bench. What is too noisy is skipped. */
export function toBenchJunit(record: BenchRecord, options: BenchJunitOptions): string {
  const cases = record.benches.flatMap((bench) => listCases(bench, record, options));
  const xml = new XmlWriter();
  xml.begin('testsuites', {
    name: record.project || 'moonrig',
    ...countCases(cases),
    time: showSeconds(record.durationMs),
  });
  for (const file of new Set(record.benches.map((bench) => bench.file))) {
    const own = cases.filter((each) => each.bench.file === file);
    xml.begin('testsuite', {
      name: file,
      ...countCases(own),
      time: showSeconds(sumMs(own)),
      timestamp: record.startedAt,
    });
    for (const each of own) writeCase(xml, each);
    xml.end('testsuite');
  }
  xml.end('testsuites');
  return xml.toString();
}

interface Case {
  readonly bench: BenchResult;
  readonly name: string;
  /** Of one call, in milliseconds. */
  readonly durationMs: number;
  readonly verdict?: Verdict;
  readonly output: string;
}

function listCases(bench: BenchResult, record: BenchRecord, { isGuarded }: BenchJunitOptions): Case[] {
  const { problem, selfCheck } = bench;
  if (problem !== undefined)
    return [{ bench, name: bench.name, durationMs: 0, verdict: toVerdict(problem), output: '' }];
  const noise: Verdict | undefined =
    selfCheck?.isNoisy === true ? { element: 'skipped', message: showSelfCheck(selfCheck), text: '' } : undefined;
  const slower = isGuarded ? listSlower(record) : [];
  return bench.variants.map(({ name, median }): Case => {
    const isSlower = slower.some((each) => each.bench === bench && each.variant === name);
    const change = [...bench.changes, ...bench.comparisons].find(({ variant }) => variant === name);
    const words = showPlace({ ...bench, comparisons: change === undefined ? [] : [change], baseline: '' }, name);
    const failure: Verdict | undefined = isSlower
      ? { element: 'failure', message: `${name} is slower than allowed: ${words}`, text: words }
      : undefined;
    const verdict = noise ?? failure;
    const output = `${showEstimate(median)} a call; ${showPlace(bench, name)}`;
    return {
      bench,
      name: `${bench.name} › ${name}`,
      durationMs: median.value / 1e6,
      output,
      ...(verdict && { verdict }),
    };
  });
}

function toVerdict({ kind, message, counterexample }: NonNullable<BenchResult['problem']>): Verdict {
  const lines = counterexample?.outputs.map(({ variant, output }) => `${variant}: ${output}`) ?? [];
  const text = [message, ...(counterexample === undefined ? [] : [`input: ${counterexample.input}`]), ...lines].join(
    '\n',
  );
  return { element: kind === 'disagreement' ? 'failure' : 'error', message, text };
}

function countCases(cases: readonly Case[]): Record<string, number> {
  const count = (element: Verdict['element']) => cases.filter(({ verdict }) => verdict?.element === element).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function sumMs(cases: readonly Case[]): number {
  return cases.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function writeCase(xml: XmlWriter, { bench, name, durationMs, verdict, output }: Case): void {
  const classname = bench.file.replace(/\.bench\.lua$/, '').replaceAll('/', '.');
  // A call takes less than the milliseconds that other testcases are told in.
  const time = (durationMs / 1000).toFixed(9);
  xml.begin('testcase', { name, classname, time, file: bench.file, line: bench.line > 0 ? bench.line : undefined });
  if (verdict?.element === 'skipped') xml.add('skipped', { message: verdict.message });
  else if (verdict !== undefined)
    xml.add(verdict.element, { message: verdict.message, type: bench.problem?.kind ?? 'slower' }, verdict.text);
  if (output !== '') xml.add('system-out', {}, output);
  xml.end('testcase');
}
