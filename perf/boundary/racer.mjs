// @ts-check
import { isDeepStrictEqual } from 'node:util';
import { measureCalls } from '../built.mjs';

/**
 * @typedef {import('./rows.mjs').Row} Row
 *
 * @typedef {object} Racer One way to decide on all rows of a set.
 * @property {string} name
 * @property {(rounds: number) => void | Promise<void>} run Decides on all rows, so many times.
 * @property {() => unknown[] | Promise<unknown[]>} answer Decides on all rows once; the decisions, in full.
 */

/**
 * Calls a function with each row in turn and keeps what it gives.
 * @param {string} name
 * @param {(row: Row) => unknown} call
 * @param {readonly Row[]} rows
 * @returns {Racer}
 */
export function raceCalls(name, call, rows) {
  // A loop of its own for each, so that V8 optimizes none for what another one calls.
  const { run, results } = measureCalls(name, /** @type {(row: never) => unknown} */ (call), rows);
  return {
    name,
    run,
    answer() {
      run(1);
      return [...results];
    },
  };
}

/**
 * The same for a function that answers later: one call after the other, as one caller makes them.
 * @param {string} name
 * @param {(row: Row) => Promise<unknown>} call
 * @param {readonly Row[]} rows
 * @returns {Racer}
 */
export function racePromises(name, call, rows) {
  /** @type {unknown[]} */
  const results = rows.map(() => undefined);
  const run = async (/** @type {number} */ rounds) => {
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < rows.length; i++) results[i] = await call(/** @type {Row} */ (rows[i]));
    }
  };
  return {
    name,
    run,
    async answer() {
      await run(1);
      return [...results];
    },
  };
}

/**
 * Hands all rows over at once.
 * @param {string} name
 * @param {(rows: readonly Row[]) => readonly unknown[]} callMany
 * @param {readonly Row[]} rows
 * @returns {Racer}
 */
export function raceBatch(name, callMany, rows) {
  let last = callMany(rows);
  return {
    name,
    run(rounds) {
      for (let round = 0; round < rounds; round++) last = callMany(rows);
    },
    answer: () => [...last],
  };
}

/**
 * Throws where a racer does not decide as the twin does, naming the first row that it decides otherwise.
 * @param {Racer} racer
 * @param {readonly Row[]} rows
 * @param {(row: Row) => unknown} twin
 */
export async function proveEqual(racer, rows, twin) {
  const answers = await racer.answer();
  for (const [i, row] of rows.entries()) {
    const [given, expected] = [answers[i], twin(row)];
    if (isDeepStrictEqual(given, expected)) continue;
    const show = (/** @type {unknown} */ value) => JSON.stringify(value);
    throw new Error(`${racer.name} decides ${show(given)} on ${show(row)}; its twin ${show(expected)}`);
  }
}
