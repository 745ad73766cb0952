import {
  COVERAGE_KINDS,
  type CoverageKind,
  type CoverageShares,
  type CoverageThresholds,
  type CoveredFile,
  reaches,
  type Share,
  shareCoverage,
  showShare,
} from '../../model/coverage.js';
import type { Palette } from '../console/palette.js';
import { makeVisible } from '../console/visible.js';
import { findUncovered } from './find-uncovered.js';

/** What a run says of its coverage: a row for each file that ran in part, and one for all. */
export function showCoverage(files: readonly CoveredFile[], palette: Palette): readonly string[] {
  if (files.length === 0) return ['', `${palette.strong('Coverage')}   no Lua file counts`];
  const [only] = files.length === 1 ? files : [];
  const idle = files.filter((file) => file !== only && isIdle(file));
  const partial = files.filter((file) => file !== only && !isIdle(file) && !isFull(shareCoverage([file])));
  const all = only === undefined ? `all ${files.length} files` : makeVisible(only.file);
  const names = [...partial.map(({ file }) => makeVisible(file)), all];
  const width = Math.max(...names.map((name) => name.length));
  const row = (name: string, shares: CoverageShares, rest = '') => {
    const cells = COVERAGE_KINDS.map((kind) => showCell(shares[kind], palette));
    return `  ${name.padEnd(width)}  ${cells.join('  ')}${rest === '' ? '' : `  ${palette.dim(rest)}`}`;
  };
  const full = files.length - partial.length - idle.length;
  const head = COVERAGE_KINDS.map((kind) => kind.padStart(CELL)).join('  ');
  return [
    '',
    `${palette.strong('Coverage'.padEnd(width + 2))}  ${palette.dim(head)}`,
    ...partial.map((file) => row(makeVisible(file.file), shareCoverage([file]), findUncovered(file))),
    ...(full > 0 && only === undefined ? [palette.dim(`  ${showFiles(full)} in full`)] : []),
    ...(idle.length > 0 ? [palette.warn(`  ${showFiles(idle.length)} not at all: ${nameSome(idle)}`)] : []),
    row(all, shareCoverage(files), only && findUncovered(only)),
  ];
}

/** Of each threshold that is not reached what is missing, as lines. */
export function showMissed(
  files: readonly CoveredFile[],
  thresholds: CoverageThresholds,
  palette: Palette,
): readonly string[] {
  const shares = shareCoverage(files);
  return COVERAGE_KINDS.flatMap((kind: CoverageKind) => {
    const wanted = thresholds[kind];
    if (wanted === undefined || reaches(shares[kind], wanted)) return [];
    const { covered, total } = shares[kind];
    const is = `${covered} of ${total} ${kind} ran, ${showShare(shares[kind])}`;
    return [palette.bad(`Coverage is too low: ${is}; the threshold is ${wanted} %.`)];
  });
}

const CELL = 17;
const MAX_NAMED = 5;

function showCell(share: Share, palette: Palette): string {
  const counts = `${share.covered}/${share.total}`;
  const cell = `${counts} ${showShare(share).padStart(8)}`.padStart(CELL);
  return share.covered === share.total ? palette.good(cell) : palette.warn(cell);
}

function showFiles(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** Most likely nothing has loaded it. */
function isIdle({ lines }: CoveredFile): boolean {
  return lines.length > 0 && lines.every(([, count]) => count === 0);
}

function nameSome(files: readonly CoveredFile[]): string {
  const rest = files.length - MAX_NAMED;
  const named = files.slice(0, MAX_NAMED).map(({ file }) => makeVisible(file));
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function isFull(shares: CoverageShares): boolean {
  return COVERAGE_KINDS.every((kind) => shares[kind].covered === shares[kind].total);
}
