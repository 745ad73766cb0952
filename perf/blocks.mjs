// @ts-check
import { join } from 'node:path';
import { measure } from './measure.mjs';
import { shuffle } from './statistics.mjs';

/**
 * @typedef {import('./tools.mjs').Variant} Variant
 *
 * @typedef {object} Sample One run.
 * @property {string} variant
 * @property {number} block
 * @property {number} place Its place in the block's order.
 * @property {number} wallMs
 * @property {number | undefined} cpuMs
 * @property {number | undefined} peakBytes
 *
 * @typedef {object} BlockSettings
 * @property {string} work Folder for the output of the runs.
 * @property {number} blocks
 * @property {import('./statistics.mjs').Random} random
 * @property {(sample: Sample) => void} [onSample]
 */

/**
 * Runs all variants once a block, in an order drawn anew for each, so that what slows the machine down for a while slows all
 * of them down. A run counts only when it did what it should; the first that did not ends all.
 * @param {readonly Variant[]} variants
 * @param {BlockSettings} settings
 * @returns {Promise<Sample[]>}
 */
export async function runBlocks(variants, { work, blocks, random, onSample }) {
  /** @type {Sample[]} */
  const samples = [];
  for (let block = 0; block < blocks; block++) {
    const taking = variants.filter(({ maxBlocks = blocks }) => block < maxBlocks);
    for (const [place, variant] of shuffle(taking, random).entries()) {
      variant.prepare?.();
      const measured = await measure(variant.command, join(work, 'output.log'));
      variant.check(measured);
      const { wallMs, cpuMs, peakBytes } = measured;
      const sample = { variant: variant.name, block, place, wallMs, cpuMs, peakBytes };
      samples.push(sample);
      onSample?.(sample);
    }
  }
  return samples;
}

/**
 * For each block that has both: what `compare` makes of a figure of the two.
 * @param {readonly Sample[]} samples
 * @param {{ readonly of: string, readonly over: string, readonly figure: 'wallMs' | 'cpuMs' }} pair
 * @param {(of: number, over: number) => number} compare
 * @returns {number[]}
 */
export function pairBlocks(samples, { of, over, figure }, compare) {
  const figureOf = (/** @type {string} */ name, /** @type {number} */ block) =>
    samples.find((sample) => sample.variant === name && sample.block === block)?.[figure];
  const blocks = [...new Set(samples.map(({ block }) => block))];
  return blocks.flatMap((block) => {
    const [a, b] = [figureOf(of, block), figureOf(over, block)];
    return a === undefined || b === undefined ? [] : [compare(a, b)];
  });
}
