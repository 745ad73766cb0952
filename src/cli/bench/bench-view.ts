import type { BenchRecord, BenchResult, ComparedVariant, VariantResult } from '../../model/bench-record.js';
import {
  listSlower,
  listWarnings,
  showChange,
  showCrossovers,
  showInputs,
  showParts,
  showPlace,
  showSelfCheck,
} from '../../report/bench/bench-words.js';
import { showDigits, showRate, showShare, showTime } from '../../report/bench/show-figures.js';
import type { Paint, Palette } from '../console/palette.js';
import { showDuration } from '../console/show-duration.js';
import { makeVisible } from '../console/visible.js';

/** One cell of the table: its text, and how it is painted once it is as wide as its column. */
interface Cell {
  readonly text: string;
  readonly paint?: Paint;
}

/** Lines that tell of one bench. */
export function showBench(bench: BenchResult, record: Pick<BenchRecord, 'against'>, palette: Palette): string[] {
  const head = `${palette.strong(makeVisible(bench.name))}  ${palette.dim(`${bench.file}:${bench.line}`)}`;
  if (bench.problem !== undefined) return [head, ...showProblem(bench, palette)];
  const lua = bench.variants.filter(({ parts }) => parts.length > 0);
  return [
    `${head}  ${palette.dim(showInputs(bench))}`,
    ...showTable(bench, record, palette),
    ...lua.map((variant) => palette.dim(`  ${makeVisible(variant.name)} = ${showParts(variant)}`)),
    ...(bench.sweep === undefined ? [] : [palette.dim(`  ${showCrossovers(bench.sweep)}`)]),
    ...(bench.selfCheck === undefined
      ? []
      : [(bench.selfCheck.isNoisy ? palette.warn : palette.dim)(`  ${showSelfCheck(bench.selfCheck)}`)]),
    ...listWarnings(bench).map((text) => palette.warn(`  ! ${makeVisible(text)}`)),
  ];
}

function showProblem({ problem, name }: BenchResult, { bad, dim }: Palette): string[] {
  if (problem === undefined) return [];
  const { message, counterexample } = problem;
  const lines = message.split('\n').map((line) => bad(`  ${makeVisible(line)}`));
  if (counterexample === undefined) return lines;
  const outputs = counterexample.outputs.map(({ variant, output }) => `    ${makeVisible(`${variant}: ${output}`)}`);
  return [
    ...lines,
    dim(`  ${name === '' ? '' : 'not timed; '}the simplest input found: ${makeVisible(counterexample.input)}`),
    ...outputs,
  ];
}

function showTable(bench: BenchResult, { against }: Pick<BenchRecord, 'against'>, palette: Palette): string[] {
  const head = [
    '',
    'time a call',
    'calls/s',
    'MAD',
    'cold start',
    bench.variants.length > 1 ? `against ${bench.baseline}` : '',
    against ?? '',
  ];
  const rows = bench.variants.map((variant) => showRow(variant, bench, palette));
  const cells = [head.map((text): Cell => ({ text: makeVisible(text), paint: palette.dim })), ...rows];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.text.length ?? 0)));
  return cells.map((row) => {
    const shown = row.map(({ text, paint }, column) => {
      const wide = text.padEnd(widths[column] ?? 0);
      return paint === undefined ? wide : paint(wide);
    });
    return `  ${shown.filter((_, column) => (widths[column] ?? 0) > 0 || column === 0).join('  ')}`.trimEnd();
  });
}

function showRow(variant: VariantResult, bench: BenchResult, palette: Palette): Cell[] {
  const { name, summary, median, coldStart } = variant;
  const comparison = bench.comparisons.find((each) => each.variant === name);
  const change = bench.changes.find((each) => each.variant === name);
  return [
    { text: makeVisible(name) },
    { text: `${showTime(median.value)} [${showTime(median.low)}, ${showTime(median.high)}]` },
    { text: showRate(1e9 / median.value) },
    { text: showShare(summary.mad / summary.median) },
    { text: showTime(coldStart.value) },
    { text: showPlace(bench, name), paint: paintOf(comparison, palette) },
    { text: showChange(bench, name), paint: paintOf(change, palette) },
  ];
}

function paintOf(comparison: ComparedVariant | undefined, palette: Palette): Paint {
  if (comparison === undefined) return palette.dim;
  const paints = { faster: palette.good, slower: palette.bad, same: palette.dim, inconclusive: palette.warn };
  return paints[comparison.verdict];
}

/** The last lines: all benches together. */
export function showBenchSummary(record: BenchRecord, palette: Palette, isGuarded: boolean): string[] {
  const { benches, means, durationMs } = record;
  const refused = benches.filter(({ problem }) => problem !== undefined);
  const noisy = benches.filter(({ selfCheck }) => selfCheck?.isNoisy === true);
  const slower = isGuarded ? listSlower(record) : [];
  const count = (list: readonly unknown[], what: string, paint: Paint) =>
    list.length === 0 ? [] : [paint(`${list.length} ${what}`)];
  const parts = [
    `${benches.length} bench${benches.length === 1 ? '' : 'es'}`,
    ...count(refused, 'not timed', palette.bad),
    ...count(noisy, 'too noisy', palette.warn),
    ...count(slower, 'slower than allowed', palette.bad),
  ];
  return [
    ...means.map(
      (mean) =>
        `On ${mean.benchCount} benches ${mean.variant} takes ${showDigits(mean.ratio)} of the time of ${mean.with} (geometric mean)`,
    ),
    `${parts.join(', ')} in ${showDuration(durationMs)}`,
  ];
}
