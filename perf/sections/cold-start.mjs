// @ts-check
import { runBlocks } from '../blocks.mjs';
import { createMoonrig, createNode } from '../tools.mjs';
import { comparePair } from './section.mjs';

/** Starts are short and differ much, so there are more of them. */
const BLOCKS_PER_BLOCK = 4;
const TARGET_MS = 150;

/**
 * `moonrig run` on one scenario, beyond what Node takes to do nothing.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureColdStart(context) {
  const { work, options, random } = context;
  const moonrig = createMoonrig(work, 'cold', options.workers);
  const node = createNode(work);
  const samples = await runBlocks([moonrig, node], { ...context, blocks: options.blocks * BLOCKS_PER_BLOCK });
  const name = `${moonrig.name} − ${node.name}`;
  const pair = { name, of: moonrig.name, over: node.name, unit: /** @type {const} */ ('ms') };
  const compare = (/** @type {number} */ own, /** @type {number} */ bare) => own - bare;
  return { samples, findings: comparePair(samples, { ...pair, compare, target: { atMost: TARGET_MS } }, random) };
}
