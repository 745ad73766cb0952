import type { CoveredFile } from '../../model/coverage.js';

const MAX_RANGES = 8;

/**
 * Lines on which nothing ran, as `3, 7-9`, and behind them those with a branch that was not taken, or a function that was not called. Lines between two
 * that did not run and on which no statement begins belong to them.
 */
export function findUncovered({ lines, branches, functions }: CoveredFile): string {
  const ranges: [number, number][] = [];
  let isOpen = false;
  for (const [line, count] of lines) {
    const last = ranges.at(-1);
    if (count > 0) isOpen = false;
    else if (isOpen && last !== undefined) last[1] = line;
    else {
      ranges.push([line, line]);
      isOpen = true;
    }
  }
  const reached = new Set(lines.filter(([, count]) => count > 0).map(([line]) => line));
  const partly = [
    ...new Set(branches.filter(({ count, line }) => count === 0 && reached.has(line)).map(({ line }) => line)),
  ];
  const idle = functions.filter(({ count, line }) => count === 0 && reached.has(line)).map(({ line }) => String(line));
  const told = [
    ...(ranges.length > 0
      ? [`lines ${cut(ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)))}`]
      : []),
    ...(partly.length > 0 ? [`branches at ${cut(partly.map(String))}`] : []),
    ...(idle.length > 0 ? [`functions at ${cut(idle)}`] : []),
  ];
  return told.join('; ');
}

function cut(ranges: readonly string[]): string {
  const rest = ranges.length - MAX_RANGES;
  return rest <= 0 ? ranges.join(', ') : `${ranges.slice(0, MAX_RANGES).join(', ')} and ${rest} more`;
}
