// @ts-check
import { Bench } from 'tinybench';
import { writeSingleProject } from '../projects.mjs';
import { writeAllParts, writeComparison, writeManyFiles, writeModelCalls, writeProperty } from '../sources.mjs';
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
/** A workspace so large that a fork that copied it would show. */
const FILES = 10_000;
const COMPARISONS = 100;
const MODEL_CALLS = 200;
const MODEL_CALL_TARGET_US = 25;
/** What the prelude may add to a fork, and to a worker's start. */
const FORK_TARGET_US = 25;
const LOAD_TARGET_US = 15_000;
/** How much longer than a comparison written by hand `assert.same` may take. */
const SAME_TARGET = 2;
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
  const [same, byHand] = ['assert.same', 'by hand'].map((way) => means.get(nameComparison(way)) ?? []);
  const ratios = (same ?? []).map((mean, block) => mean / (byHand?.[block] ?? Number.NaN));
  const ratio = {
    name: 'assert.same / by hand',
    estimate: estimateMedian(ratios, random),
    unit: /** @type {const} */ ('x'),
  };
  return { samples: [], findings: [...findings, { ...ratio, target: { atMost: SAME_TARGET } }] };
}

/**
 * @param {string} work
 * @returns {Promise<Operation[]>}
 */
async function createOperations(work) {
  const { command } = createMoonrig(work, 'small', 1);
  const { loadPrelude, restore, runAll, scenarioCount } = await createWorkerKit(command.cwd, FILE);
  const open = (/** @type {string} */ name, /** @type {string} */ source) =>
    createWorkerKit(writeSingleProject(work, name, source), FILE);
  const property = await open('property', writeProperty(CASES));
  const parts = await open('parts', writeAllParts());
  const files = await open('files', writeManyFiles(FILES));
  const same = await open('same', writeComparison('assert.same', COMPARISONS));
  const byHand = await open('by-hand', writeComparison('by hand', COMPARISONS));
  const asking = await open('asking', writeModelCalls(MODEL_CALLS));
  const times = (/** @type {() => unknown} */ run) => async () => {
    for (let i = 0; i < BATCH; i++) await run();
  };
  const repeat = (/** @type {() => void} */ run) => () => {
    for (let i = 0; i < BATCH; i++) run();
  };
  return [
    { name: 'prelude load (a new VM)', batch: 1, run: loadPrelude, target: { atMost: LOAD_TARGET_US } },
    { name: 'prelude load with all its parts', batch: 1, run: parts.loadAll, target: { atMost: LOAD_TARGET_US } },
    { name: 'restore (fork of VM and world)', batch: BATCH, run: repeat(restore), target: { atMost: FORK_TARGET_US } },
    {
      name: 'restore with all parts',
      batch: BATCH,
      run: repeat(parts.restore),
      target: { atMost: FORK_TARGET_US },
    },
    {
      name: `restore with ${FILES} written files`,
      batch: BATCH,
      run: repeat(files.restore),
      target: { atMost: FORK_TARGET_US },
    },
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
    {
      name: 'mocked call of the model, 1 KiB reply',
      batch: MODEL_CALLS,
      run: asking.runAll,
      target: { atMost: MODEL_CALL_TARGET_US },
    },
    { name: nameComparison('assert.same'), batch: COMPARISONS, run: same.runAll },
    { name: nameComparison('by hand'), batch: COMPARISONS, run: byHand.runAll },
  ];
}

/** @param {string} way */
function nameComparison(way) {
  return `1,000 values compared, ${way}`;
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
