// @ts-check
import { shuffle } from '../statistics.mjs';

/**
 * @typedef {import('./racer.mjs').Racer} Racer
 *
 * @typedef {object} RaceSettings
 * @property {number} blocks
 * @property {import('../statistics.mjs').Random} random
 * @property {(name: string, block: number, wallMs: number) => void} onBatch
 */

/** Milliseconds: how long each runs before the first block, and at least in each block. */
const WARM_UP_MS = 600;
const BATCH_MS = 100;
/** Warm-ups are cut into so many turns, so that shared code has seen all of them before V8 optimizes it. */
const WARM_UP_TURNS = 6;
const NS_PER_MS = 1e6;

/**
 * Runs all racers once a block, in an order drawn anew for each. Gives nanoseconds a row, one figure a block.
 * @param {readonly Racer[]} racers
 * @param {number} rowCount Rows in one round.
 * @param {RaceSettings} settings
 * @returns {Promise<Map<string, number[]>>} By the racers' names.
 */
export async function race(racers, rowCount, { blocks, random, onBatch }) {
  const rounds = await warmUp(racers, random);
  const figures = new Map(racers.map(({ name }) => [name, /** @type {number[]} */ ([])]));
  for (let block = 0; block < blocks; block++) {
    for (const racer of shuffle(racers, random)) {
      const count = rounds.get(racer) ?? 1;
      const wallMs = await time(racer, count);
      figures.get(racer.name)?.push((wallMs * NS_PER_MS) / (count * rowCount));
      onBatch(racer.name, block, wallMs);
    }
  }
  return figures;
}

/**
 * Gives how many rounds fill a batch.
 * @param {readonly Racer[]} racers
 * @param {RaceSettings['random']} random
 */
async function warmUp(racers, random) {
  /** @type {Map<Racer, number>} */
  const rounds = new Map();
  for (let turn = 0; turn < WARM_UP_TURNS; turn++) {
    for (const racer of shuffle(racers, random)) {
      let [count, spent] = [0, 0];
      while (spent < WARM_UP_MS / WARM_UP_TURNS) {
        spent += await time(racer, 1);
        count += 1;
      }
      rounds.set(racer, Math.max(1, Math.ceil((BATCH_MS * count) / spent)));
    }
  }
  return rounds;
}

/**
 * @param {Racer} racer
 * @param {number} rounds
 */
async function time(racer, rounds) {
  const begun = performance.now();
  await racer.run(rounds);
  return performance.now() - begun;
}
