// @ts-check

/** Bootstrap resamples behind an interval. */
const RESAMPLES = 10_000;
const CONFIDENCE = 0.95;

/**
 * @typedef {() => number} Random Uniform numbers in [0, 1).
 * @typedef {object} Estimate
 * @property {number} value The median.
 * @property {number} low Lower end of its 95 % interval; the median itself where there is only one sample.
 * @property {number} high
 * @property {number} count How many samples it rests on.
 */

/**
 * Seeded random numbers: mulberry32 (Tommy Ettinger, public domain).
 * @param {number} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The same items in random order (Fisher–Yates).
 * @template T
 * @param {readonly T[]} items
 * @param {Random} random
 * @returns {T[]}
 */
export function shuffle(items, random) {
  const left = [...items];
  /** @type {T[]} */
  const shuffled = [];
  while (left.length > 0) shuffled.push(...left.splice(Math.floor(random() * left.length), 1));
  return shuffled;
}

/**
 * The middle value, or the mean of the two in the middle. Throws a RangeError where there are none.
 * @param {readonly number[]} values
 * @returns {number}
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [lower, upper] = [sorted[sorted.length % 2 === 1 ? half : half - 1], sorted[half]];
  if (lower === undefined || upper === undefined) throw new RangeError('a median needs at least one value');
  return (lower + upper) / 2;
}

/**
 * The median with its 95 % interval from a percentile bootstrap (Efron). Where the values are one a block, each made of
 * runs of the same block, it is a paired bootstrap.
 * @param {readonly number[]} values
 * @param {Random} random
 * @returns {Estimate}
 */
export function estimateMedian(values, random) {
  const value = median(values);
  const medians = Array.from({ length: RESAMPLES }, () => median(resample(values, random)));
  medians.sort((a, b) => a - b);
  const tail = Math.floor((RESAMPLES * (1 - CONFIDENCE)) / 2);
  return { value, low: medians[tail] ?? value, high: medians[RESAMPLES - 1 - tail] ?? value, count: values.length };
}

/**
 * @param {readonly number[]} values
 * @param {Random} random
 */
function resample(values, random) {
  return values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN);
}

/**
 * How an estimate stands to a bound: `unclear` where the interval spans it. One sample has no interval: the value decides.
 * @param {Estimate} estimate
 * @param {{ readonly atLeast?: number, readonly atMost?: number }} target
 * @returns {'reached' | 'missed' | 'unclear'}
 */
export function judgeTarget({ low, high }, { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }) {
  if (low >= atLeast && high <= atMost) return 'reached';
  return high < atLeast || low > atMost ? 'missed' : 'unclear';
}
