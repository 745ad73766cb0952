// @ts-check
import { runBlocks } from '../blocks.mjs';
import { readResults } from '../check-output.mjs';
import { estimateMedian } from '../statistics.mjs';
import { createBusted, createMoonrig, createNode, createVitest } from '../tools.mjs';
import { readWorkerTime } from '../worker-time.mjs';
import { comparePair, findPeak } from './section.mjs';

/**
 * @typedef {import('./section.mjs').Context} Context
 * @typedef {import('./section.mjs').Section} Section
 */

/** How many times moonrig's wall time the others' should be, at least. */
const TARGETS = {
  many: { busted: 3, vitest: 50, 'vitest --no-isolate': 5 },
  one: { busted: 2, vitest: 3, 'vitest --no-isolate': undefined },
};

/** moonrig once more under another name: how far two equal things differ on this machine. */
const AGAIN = 'moonrig again';
const SCENARIO_TARGET_US = 60;

/**
 * moonrig, vitest and busted on the same 5,000 scenarios.
 * @param {Context} context
 * @param {'many' | 'one'} set
 * @returns {Promise<Section>}
 */
export async function compareTools(context, set) {
  const moonrig = createMoonrig(context.work, set, context.options.workers);
  /** @type {ReturnType<typeof readWorkerTime>[]} */
  const workerTimes = [];
  /** @type {import('../check-output.mjs').Check} */
  const check = (measured) => {
    moonrig.check(measured);
    workerTimes.push(readWorkerTime(readResults(moonrig.command.cwd)));
  };
  const variants = [{ ...moonrig, check }, { ...moonrig, name: AGAIN }, ...createOthers(context, set)];
  const samples = await runBlocks(variants, { ...context, blocks: context.options.blocks });
  const others = /** @type {const} */ (['busted', 'vitest', 'vitest --no-isolate']);
  const findings = [
    ...others.flatMap((of) => compareWith(of, samples, { atLeast: TARGETS[set][of], random: context.random })),
    ...compareWith(AGAIN, samples, { random: context.random }),
    ...findPeak(samples, ['moonrig', AGAIN]),
  ];
  return { samples, findings: [...findings, ...findWorkerTime(workerTimes, set, context.random)] };
}

/**
 * @param {Context} context
 * @param {'many' | 'one'} set
 */
function createOthers({ work, options, hasBusted }, set) {
  const [isolated, shared] = createVitest(work, set);
  return [
    ...(hasBusted ? [createBusted(work, set)] : []),
    set === 'many' ? { ...isolated, maxBlocks: options.vitestBlocks } : isolated,
    shared,
    createNode(work),
  ];
}

/**
 * @param {string} of
 * @param {Section['samples']} samples
 * @param {{ readonly atLeast?: number | undefined, readonly random: Context['random'] }} options
 */
function compareWith(of, samples, { atLeast, random }) {
  const target = atLeast === undefined ? {} : { target: { atLeast } };
  const compare = (/** @type {number} */ other, /** @type {number} */ own) => other / own;
  return comparePair(samples, { name: `${of} / moonrig`, of, over: 'moonrig', compare, unit: 'x', ...target }, random);
}

/**
 * @param {readonly ReturnType<typeof readWorkerTime>[]} times One a run.
 * @param {'many' | 'one'} set
 * @param {Context['random']} random
 * @returns {import('../show.mjs').Finding[]}
 */
function findWorkerTime(times, set, random) {
  const estimate = (/** @type {keyof ReturnType<typeof readWorkerTime>} */ figure) =>
    estimateMedian(
      times.map((time) => time[figure]),
      random,
    );
  const target = set === 'many' ? { target: { atMost: SCENARIO_TARGET_US } } : {};
  return [
    { name: 'worker time of a scenario (mean of a run)', estimate: estimate('meanUs'), unit: 'µs', ...target },
    { name: 'worker time of a scenario (median of a run)', estimate: estimate('medianUs'), unit: 'µs' },
    { name: 'worker time of a scenario, with loading files', estimate: estimate('withLoadUs'), unit: 'µs' },
  ];
}
