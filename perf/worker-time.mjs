// @ts-check
import { median } from './statistics.mjs';

/** @typedef {import('../src/model/run-event.js').ScenarioResult} ScenarioResult */

/**
 * What one scenario costs its worker, from the event log of a run: the time from its start to the start of the next one of
 * the same file on the same worker, so that fork, verdict and events are in it. In microseconds.
 * `withLoadUs` is all of the workers' time from their first scenario to their last, shared out: with loading the files.
 * @param {readonly ScenarioResult[]} results
 * @returns {{ meanUs: number, medianUs: number, withLoadUs: number }}
 */
export function readWorkerTime(results) {
  /** @type {number[]} */
  const steps = [];
  let busyMs = 0;
  for (const lane of groupByWorker(results)) {
    const [first, last] = [lane[0], lane.at(-1)];
    if (first !== undefined && last !== undefined) busyMs += last.startedMs + last.durationMs - first.startedMs;
    for (const [i, next] of lane.entries()) {
      const before = lane[i - 1];
      if (before?.scenario.file === next.scenario.file) steps.push(next.startedMs - before.startedMs);
    }
  }
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  return { meanUs: mean * 1000, medianUs: median(steps) * 1000, withLoadUs: (busyMs * 1000) / results.length };
}

/**
 * The results of each worker, in the order in which they began.
 * @param {readonly ScenarioResult[]} results
 */
function groupByWorker(results) {
  const workers = [...new Set(results.map(({ worker }) => worker))];
  return workers.map((worker) =>
    results.filter((result) => result.worker === worker).sort((a, b) => a.startedMs - b.startedMs),
  );
}
