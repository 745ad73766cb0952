// @ts-check
import { runBlocks } from '../blocks.mjs';
import { createStuck } from '../tools.mjs';
import { findPeak, largest } from './section.mjs';

/** A stuck run takes seconds, and deadlines rule its time more than the machine does. */
const MAX_BLOCKS = 3;
const TARGET_MS = 8000;

/**
 * 1,000 scenarios of which 50 never end, with a deadline of 100 ms.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureStuck(context) {
  const { work, options } = context;
  const variant = createStuck(work, options.workers);
  const samples = await runBlocks([variant], { ...context, blocks: Math.min(options.blocks, MAX_BLOCKS) });
  const walls = samples.map(({ wallMs }) => wallMs);
  return {
    samples,
    findings: [
      { name: 'wall time', ...largest(walls), unit: 'ms', target: { atMost: TARGET_MS } },
      ...findPeak(samples, [variant.name]),
    ],
  };
}
