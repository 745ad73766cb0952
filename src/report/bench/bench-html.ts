import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BenchRecord, BenchResult, VariantResult } from '../../model/bench-record.js';
import { escapeText } from '../xml.js';
import {
  listWarnings,
  showChange,
  showCrossovers,
  showInputs,
  showParts,
  showPlace,
  showSelfCheck,
} from './bench-words.js';
import { type DrawnComparison, drawDifferences } from './chart/differences.js';
import { drawDistribution } from './chart/distribution.js';
import { drawForest } from './chart/forest.js';
import { drawOverTime } from './chart/over-time.js';
import { drawParts } from './chart/parts.js';
import { drawSweep } from './chart/size-sweep.js';
import { element, text } from './chart/svg.js';
import { showDigits, showEstimate, showRate, showShare, showTime } from './show-figures.js';

/** Styles of the page, in the order in which they stand in it. */
export const BENCH_STYLES: readonly string[] = ['page.css', 'bench.css'];

/** From `src/report/bench` and from `dist/report/bench` alike. */
const PAGE = new URL('../../../src/report/page/', import.meta.url);

/**
 * A session of benchmarks as one HTML page that needs nothing else: tables and pictures, no script at all. Its only style is let
 * through by its hash.
 */
export function toBenchHtml(record: BenchRecord): string {
  // A checkout with CRLF gives the same page.
  const style = BENCH_STYLES.map((name) => readFileSync(new URL(name, PAGE), 'utf8').replaceAll('\r\n', '\n')).join(
    '\n',
  );
  const hash = createHash('sha256').update(style).digest('base64');
  const csp = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const title = escapeText(`Benchmarks of ${record.project}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body class="bench">
<header>${writeHeader(record)}</header>
<main>
${writeOverview(record)}
${record.benches.map((bench, i) => writeBench(bench, record, `b${i}`)).join('\n')}
</main>
</body>
</html>
`;
}

function writeHeader({ project, environment, blockCount, seed, startedAt, against, threshold }: BenchRecord): string {
  const { cpu, coreCount, platform, nodeVersion, moonrigVersion } = environment;
  const facts = [
    `${blockCount} interleaved blocks, seed ${seed}`,
    `differences below ${showShare(threshold)} count as none`,
    ...(against === undefined ? [] : [`held against ${against}`]),
    `${cpu}, ${coreCount} cores, ${platform}`,
    `Node ${nodeVersion}, moonrig ${moonrigVersion}`,
    startedAt,
  ];
  return (
    element('h1', {}, text(`Benchmarks of ${project}`)) + element('p', { class: 'quiet' }, text(facts.join(' · ')))
  );
}

function writeOverview({ benches, threshold, means }: BenchRecord): string {
  const rows = (list: 'comparisons' | 'changes') =>
    benches.flatMap((bench) =>
      bench[list].map((comparison) => ({ name: `${bench.name}: ${comparison.variant}`, comparison })),
    );
  const [changes, comparisons] = [rows('changes'), rows('comparisons')];
  const figures = [
    ...(changes.length === 0 ? [] : [writeFigure('What has changed', drawForest(changes, threshold, 'changes'))]),
    ...(comparisons.length === 0
      ? []
      : [writeFigure('Variants against the baseline of their bench', drawForest(comparisons, threshold, 'all'))]),
  ];
  const words = means.map(
    (mean) =>
      `On ${mean.benchCount} benches ${mean.variant} takes ${showDigits(mean.ratio)} of the time of ${mean.with} (geometric mean).`,
  );
  const noisy = benches.filter(({ selfCheck }) => selfCheck?.isNoisy === true).length;
  const warning =
    noisy === 0
      ? []
      : [
          element(
            'p',
            { class: 'warning' },
            text(`${noisy} of ${benches.length} benches were too noisy: their words cannot be relied on.`),
          ),
        ];
  return element(
    'section',
    {},
    element('h2', {}, text('All benches')),
    ...warning,
    ...words.map((each) => element('p', {}, text(each))),
    ...figures,
  );
}

function writeBench(bench: BenchResult, { against }: BenchRecord, id: string): string {
  const head = [
    element('h2', {}, text(bench.name)),
    element('p', { class: 'quiet' }, text(`${bench.file}:${bench.line} · ${showInputs(bench)}`)),
  ];
  if (bench.problem !== undefined) return element('section', { id }, ...head, ...writeProblem(bench));
  return element(
    'section',
    { id },
    ...head,
    writeTable(bench, against),
    ...writeNotes(bench),
    ...writePictures(bench, id),
  );
}

function writeProblem({ problem }: BenchResult): string[] {
  if (problem === undefined) return [];
  const { message, counterexample } = problem;
  const lines = counterexample?.outputs.map(({ variant, output }) => `${variant}: ${output}`) ?? [];
  return [
    element('p', { class: 'bad' }, text(`Not timed: ${message}`)),
    ...(counterexample === undefined
      ? []
      : [element('pre', {}, text([`input: ${counterexample.input}`, ...lines].join('\n')))]),
  ];
}

function writeTable(bench: BenchResult, against: string | undefined): string {
  const columns = [
    'variant',
    'time a call',
    'calls/s',
    'MAD',
    'mean ± sd',
    'min',
    'p95',
    'outliers',
    'cold start',
    `against ${bench.baseline}`,
    ...(against === undefined ? [] : [`against ${against}`]),
  ];
  const head = element('tr', {}, ...columns.map((name) => element('th', {}, text(name))));
  return element(
    'div',
    { class: 'wide' },
    element(
      'table',
      {},
      element('thead', {}, head),
      element('tbody', {}, ...bench.variants.map((variant) => writeRow(variant, bench, against))),
    ),
  );
}

function writeRow(variant: VariantResult, bench: BenchResult, against: string | undefined): string {
  const { name, summary, median, coldStart } = variant;
  const cells = [
    showEstimate(median),
    showRate(1e9 / median.value),
    showShare(summary.mad / summary.median),
    `${showTime(summary.mean)} ± ${showTime(summary.deviation)}`,
    showTime(summary.min),
    summary.p95 === undefined ? '' : showTime(summary.p95),
    `${summary.outlierCount} of ${summary.count}`,
    showTime(coldStart.value),
    showPlace(bench, name),
    ...(against === undefined ? [] : [showChange(bench, name)]),
  ];
  return element('tr', {}, element('th', {}, text(name)), ...cells.map((cell) => element('td', {}, text(cell))));
}

function writeNotes(bench: BenchResult): string[] {
  const { selfCheck, sweep } = bench;
  const notes = [
    ...bench.variants.filter(({ parts }) => parts.length > 0).map((each) => `${each.name} = ${showParts(each)}`),
    ...(sweep === undefined ? [] : [showCrossovers(sweep)]),
  ];
  return [
    ...notes.map((note) => element('p', { class: 'quiet' }, text(note))),
    ...(selfCheck === undefined
      ? []
      : [element('p', { class: selfCheck.isNoisy ? 'warning' : 'quiet' }, text(showSelfCheck(selfCheck)))]),
    ...listWarnings(bench).map((each) => element('p', { class: 'warning' }, text(each))),
  ];
}

function writePictures(bench: BenchResult, id: string): string[] {
  const { variants, sweep } = bench;
  const lua = variants.filter(({ parts }) => parts.length > 0);
  const compared = listCompared(bench);
  return [
    writeFigure(
      'Time of a call: density, quartiles, a dot a block (logarithmic)',
      drawDistribution(variants, `${id}-d`),
    ),
    ...(compared.length === 0
      ? []
      : [
          writeFigure(
            `Difference to ${bench.baseline}, block by block, with its 95 % interval; left is faster`,
            drawDifferences(compared, `${id}-p`),
          ),
        ]),
    writeFigure('Blocks in the order in which they ran: drift shows here', drawOverTime(variants, `${id}-t`)),
    ...(sweep === undefined
      ? []
      : [
          writeFigure(
            'Time of a call by size of the input',
            drawSweep(
              sweep,
              variants.map(({ name }) => name),
              `${id}-s`,
            ),
          ),
        ]),
    ...(lua.length === 0
      ? []
      : [writeFigure('Where a call of Lua spends its time: the call, in, Lua, out', drawParts(lua, `${id}-l`))]),
  ];
}

function listCompared({ comparisons, variants }: BenchResult): DrawnComparison[] {
  return comparisons.map((comparison) => ({
    comparison,
    index: variants.findIndex(({ name }) => name === comparison.variant),
    otherNs: variants.find(({ name }) => name === comparison.with)?.median.value ?? 0,
  }));
}

function writeFigure(caption: string, picture: string): string {
  return element('figure', {}, element('figcaption', {}, text(caption)), picture);
}
