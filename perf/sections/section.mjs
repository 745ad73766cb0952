// @ts-check
import { pairBlocks } from '../blocks.mjs';
import { estimateMedian } from '../statistics.mjs';

/**
 * @typedef {import('../blocks.mjs').Sample} Sample
 * @typedef {import('../show.mjs').Finding} Finding
 *
 * @typedef {object} Context
 * @property {string} work A folder for projects and output.
 * @property {import('../options.mjs').Options} options
 * @property {import('../statistics.mjs').Random} random
 * @property {boolean} hasBusted
 * @property {(sample: Sample) => void} onSample
 *
 * @typedef {object} Section What was measured.
 * @property {readonly Sample[]} samples
 * @property {readonly Finding[]} findings
 * @property {readonly string[]} [notes] What else there is to know, such as what was left out, a line each.
 *
 * @typedef {object} Pair
 * @property {string} name
 * @property {string} of
 * @property {string} over
 * @property {(of: number, over: number) => number} compare
 * @property {Finding['unit']} unit
 * @property {Finding['target']} [target] Of the wall time.
 */

const PEAK_TARGET_MB = 200;
const BYTES_PER_MB = 1_000_000;

/**
 * Two variants compared block by block: by wall time and, where it is known, by processor time.
 * @param {readonly Sample[]} samples
 * @param {Pair} pair
 * @param {Context['random']} random
 * @returns {Finding[]}
 */
export function comparePair(samples, { name, compare, unit, target, ...pair }, random) {
  /** @type {(label: string, figure: 'wallMs' | 'cpuMs') => Finding[]} */
  const find = (label, figure) => {
    const values = pairBlocks(samples, { ...pair, figure }, compare);
    return values.length === 0 ? [] : [{ name: `${name}, ${label}`, estimate: estimateMedian(values, random), unit }];
  };
  const walls = find('wall', 'wallMs').map((finding) => (target === undefined ? finding : { ...finding, target }));
  return [...walls, ...find('user+sys', 'cpuMs')];
}

/**
 * The largest peak of memory that any run of these variants reached.
 * @param {readonly Sample[]} samples
 * @param {readonly string[]} variants
 * @param {number} [atMost] MB
 * @returns {Finding[]}
 */
export function findPeak(samples, variants, atMost = PEAK_TARGET_MB) {
  const peaks = samples.flatMap(({ variant, peakBytes }) =>
    variants.includes(variant) && peakBytes !== undefined ? [peakBytes / BYTES_PER_MB] : [],
  );
  return peaks.length === 0 ? [] : [{ name: 'peak memory', ...largest(peaks), unit: 'MB', target: { atMost } }];
}

/**
 * The largest value as a finding's estimate.
 * @param {readonly number[]} values
 * @returns {Pick<Finding, 'estimate' | 'isLargest'>}
 */
export function largest(values) {
  const value = Math.max(...values);
  return { estimate: { value, low: value, high: value, count: values.length }, isLargest: true };
}
