// @ts-check
import { runBlocks } from '../blocks.mjs';
import { createMoonrig, createNode } from '../tools.mjs';
import { comparePair } from './section.mjs';

/** Starts are short and differ much, so there are more of them. */
const BLOCKS_PER_BLOCK = 4;
const TARGET_MS = 150;

/**
 * `moonrig run` on one scenario, beyond what Node takes to do nothing: where it has to find the file, and where it is named.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureColdStart(context) {
  const { work, options, random } = context;
  const finding = createMoonrig(work, 'cold', options.workers);
  const named = nameFile(finding, 'scenarios/sums_0001.scenario.lua');
  const node = createNode(work);
  const samples = await runBlocks([finding, named, node], { ...context, blocks: options.blocks * BLOCKS_PER_BLOCK });
  const findings = [finding, named].flatMap(({ name }) => {
    const pair = { name: `${name} − ${node.name}`, of: name, over: node.name, unit: /** @type {const} */ ('ms') };
    const compare = (/** @type {number} */ own, /** @type {number} */ bare) => own - bare;
    return comparePair(samples, { ...pair, compare, target: { atMost: TARGET_MS } }, random);
  });
  return { samples, findings };
}

/**
 * The same run with its file on the command line.
 * @param {import('../tools.mjs').Variant} variant
 * @param {string} file
 * @returns {import('../tools.mjs').Variant}
 */
function nameFile(variant, file) {
  const { command } = variant;
  return { ...variant, name: `${variant.name}, file named`, command: { ...command, args: [...command.args, file] } };
}
