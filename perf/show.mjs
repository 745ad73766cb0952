// @ts-check
import { judgeTarget, median } from './statistics.mjs';

/**
 * @typedef {import('./blocks.mjs').Sample} Sample
 * @typedef {import('./statistics.mjs').Estimate} Estimate
 *
 * @typedef {object} Finding A figure, and what it should be where something is asked of it.
 * @property {string} name
 * @property {Estimate} estimate
 * @property {'x' | 'ms' | 'MB' | 'µs' | 'ns' | 'traces' | 'times'} unit
 * @property {{ readonly atLeast?: number, readonly atMost?: number }} [target]
 * @property {boolean} [isLargest] The estimate is the largest of all values instead of a median.
 */

const BYTES_PER_MB = 1_000_000;

/**
 * One row a variant: medians with the smallest and largest value.
 * @param {readonly Sample[]} samples
 * @returns {string}
 */
export function showSamples(samples) {
  const rows = groupSamples(samples).map(([name, runs]) => [
    name,
    String(runs.length),
    showSpread(runs.map(({ wallMs }) => wallMs)),
    showSpread(runs.map(({ cpuMs }) => cpuMs)),
    showSpread(runs.map(({ peakBytes }) => peakBytes && peakBytes / BYTES_PER_MB)),
  ]);
  return showTable([['', 'runs', 'wall ms', 'user+sys ms', 'peak MB'], ...rows]);
}

/**
 * Samples by variant, in alphabetical order, so that the order of running does not show.
 * @param {readonly Sample[]} samples
 * @returns {[string, Sample[]][]}
 */
export function groupSamples(samples) {
  const names = [...new Set(samples.map(({ variant }) => variant))].sort();
  return names.map((name) => [name, samples.filter(({ variant }) => variant === name)]);
}

/** @param {readonly (number | undefined)[]} values */
function showSpread(values) {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return 'unknown';
  return `${median(known).toFixed(0)} (${Math.min(...known).toFixed(0)}–${Math.max(...known).toFixed(0)})`;
}

/**
 * One row a finding: the figure with its interval, the target, and whether it was reached.
 * @param {readonly Finding[]} findings
 */
export function showFindings(findings) {
  const rows = findings.map(({ name, estimate, unit, target, isLargest }) => {
    const judged = target === undefined ? '' : judgeTarget(estimate, target);
    return [
      name,
      isLargest ? showLargest(estimate, unit) : showEstimate(estimate, unit),
      showTarget(target, unit),
      judged,
    ];
  });
  return showTable([['', 'median [95 % interval]', 'target', ''], ...rows]);
}

/**
 * @param {Estimate} estimate
 * @param {Finding['unit']} unit
 */
function showEstimate({ value, low, high, count }, unit) {
  const digits = unit === 'x' ? 2 : 1;
  const interval = count === 1 ? '[one sample]' : `[${low.toFixed(digits)}–${high.toFixed(digits)}]`;
  return `${value.toFixed(digits)} ${unit} ${interval}`;
}

/**
 * @param {Estimate} estimate
 * @param {Finding['unit']} unit
 */
function showLargest({ value, count }, unit) {
  return `${value.toFixed(1)} ${unit} (largest of ${count})`;
}

/**
 * @param {Finding['target']} target
 * @param {Finding['unit']} unit
 */
function showTarget(target, unit) {
  if (target === undefined) return '';
  return target.atLeast === undefined ? `≤ ${target.atMost} ${unit}` : `≥ ${target.atLeast} ${unit}`;
}

/** @param {readonly (readonly string[])[]} rows */
function showTable(rows) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `  ${line.trimEnd()}\n`).join('');
}
