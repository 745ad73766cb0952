import type { BenchRecord, BenchResult } from '../../model/bench-record.js';
import { cleanText } from '../plain-text.js';
import {
  listWarnings,
  showChange,
  showCrossovers,
  showInputs,
  showParts,
  showPlace,
  showSelfCheck,
} from './bench-words.js';
import { showDigits, showEstimate, showRate, showShare, showTime } from './show-figures.js';

/** A session of benchmarks as Markdown, for a pull request or a page of documentation. */
export function toBenchMarkdown(record: BenchRecord): string {
  const { environment, means } = record;
  const machine = `${environment.cpu}, ${environment.coreCount} cores, ${environment.platform}, Node ${environment.nodeVersion}`;
  const lines = [
    `# Benchmarks of ${plain(record.project)}`,
    '',
    `${record.blockCount} interleaved blocks, seed ${plain(record.seed)}; differences below ${showShare(record.threshold)} count as none.`,
    `${plain(machine)}, moonrig ${environment.moonrigVersion}, ${record.startedAt}.`,
    ...(record.against === undefined ? [] : ['', `Held against ${plain(record.against)}.`]),
    '',
    ...record.benches.flatMap((bench) => showBench(bench, record.against)),
    ...means.map(
      (mean) =>
        `On ${mean.benchCount} benches **${plain(mean.variant)}** takes ${showDigits(mean.ratio)} of the time of **${plain(mean.with)}** (geometric mean).`,
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function showBench(bench: BenchResult, against: string | undefined): string[] {
  const head = [`## ${plain(bench.name)}`, '', `\`${bench.file}:${bench.line}\`, ${showInputs(bench)}`, ''];
  if (bench.problem !== undefined) return [...head, ...showProblem(bench), ''];
  const columns = [
    'variant',
    'time a call',
    'calls/s',
    'MAD',
    'cold start',
    `against ${bench.baseline}`,
    ...(against === undefined ? [] : [`against ${against}`]),
  ];
  const rows = bench.variants.map((variant) => [
    variant.name,
    showEstimate(variant.median),
    showRate(1e9 / variant.median.value),
    showShare(variant.summary.mad / variant.summary.median),
    showTime(variant.coldStart.value),
    showPlace(bench, variant.name),
    ...(against === undefined ? [] : [showChange(bench, variant.name)]),
  ]);
  const notes = [
    ...bench.variants.filter(({ parts }) => parts.length > 0).map((each) => `${each.name} = ${showParts(each)}`),
    ...(bench.sweep === undefined ? [] : [showCrossovers(bench.sweep)]),
    ...(bench.selfCheck === undefined ? [] : [showSelfCheck(bench.selfCheck)]),
    ...listWarnings(bench).map((text) => `warning: ${text}`),
  ];
  return [
    ...head,
    showRow(columns),
    showRow(columns.map(() => '---')),
    ...rows.map(showRow),
    '',
    ...notes.map((note) => `- ${plain(note)}`),
    '',
  ];
}

function showProblem({ problem }: BenchResult): string[] {
  if (problem === undefined) return [];
  const { message, counterexample } = problem;
  if (counterexample === undefined) return [`**Not timed:** ${plain(message)}`];
  return [
    `**Not timed:** ${plain(message)}. The simplest input found:`,
    '',
    `    ${cleanText(counterexample.input)}`,
    ...counterexample.outputs.map(({ variant, output }) => `    ${cleanText(variant)}: ${cleanText(output)}`),
  ];
}

function showRow(cells: readonly string[]): string {
  return `| ${cells.map(plain).join(' | ')} |`;
}

/** Text that means nothing to Markdown and stays on its line. */
function plain(text: string): string {
  return cleanText(text)
    .replace(/[\\`*_[\]<>|#]/g, '\\$&')
    .replaceAll('\n', ' ');
}
