// @ts-check
import { Bench } from 'tinybench';
import { writePropertyProject } from '../projects.mjs';
import { estimateMedian, shuffle } from '../statistics.mjs';
import { createMoonrig } from '../tools.mjs';
import { createWorkerKit } from '../worker-kit.mjs';

/** How often each operation is done within one sample, so that a sample stays far above the timer's resolution. */
const BATCH = 100;
const TIMES = { time: 400, warmupTime: 100, iterations: 20, warmupIterations: 5, throws: true };
const SCENARIO_TARGET_US = 60;
/** At least 15,000 a second on one core. */
const CASE_TARGET_US = 66;
const CASES = 2000;
const FILE = 'scenarios/sums_0001.scenario.lua';

/**
 * @typedef {object} Operation
 * @property {string} name
 * @property {number} batch How many of it one call of `run` does.
 * @property {() => unknown} run
 * @property {import('../show.mjs').Finding['target']} [target]
 */

/**
 * A worker's operations inside this process. Of each block counts the mean, with what the garbage collector took.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureMicro({ work, options, random }) {
  const operations = await createOperations(work);
  const means = new Map(operations.map(({ name }) => [name, /** @type {number[]} */ ([])]));
  for (let block = 0; block < options.blocks; block++) {
    for (const operation of shuffle(operations, random)) means.get(operation.name)?.push(await time(operation));
  }
  const findings = operations.map(({ name, target }) => ({
    name,
    estimate: estimateMedian(means.get(name) ?? [], random),
    unit: /** @type {const} */ ('µs'),
    ...(target && { target }),
  }));
  return { samples: [], findings };
}

/**
 * @param {string} work
 * @returns {Promise<Operation[]>}
 */
async function createOperations(work) {
  const { command } = createMoonrig(work, 'small', 1);
  const { loadPrelude, restore, runAll, scenarioCount } = await createWorkerKit(command.cwd, FILE);
  const property = await createWorkerKit(writePropertyProject(work, CASES), FILE);
  const times = (/** @type {() => unknown} */ run) => async () => {
    for (let i = 0; i < BATCH; i++) await run();
  };
  const restores = () => {
    for (let i = 0; i < BATCH; i++) restore();
  };
  return [
    { name: 'prelude load (a new VM)', batch: 1, run: loadPrelude },
    { name: 'restore (fork of VM and world)', batch: BATCH, run: restores },
    {
      name: 'forked trivial scenario with its events',
      batch: BATCH * scenarioCount,
      run: times(runAll),
      target: { atMost: SCENARIO_TARGET_US },
    },
    {
      name: 'forked trivial case of a property',
      batch: CASES,
      run: property.runAll,
      target: { atMost: CASE_TARGET_US },
    },
  ];
}

/**
 * Microseconds of one operation: the mean of one run of tinybench.
 * @param {Operation} operation
 */
async function time({ name, batch, run }) {
  const bench = new Bench(TIMES).add(name, run);
  const [task] = await bench.run();
  if (task === undefined || !('latency' in task.result)) throw new Error(`${name} was not timed`);
  return (task.result.latency.mean * 1000) / batch;
}
