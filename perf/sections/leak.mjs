// @ts-check
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { writeSingleProject } from '../projects.mjs';
import { writeModelCalls } from '../sources.mjs';
import { createWorkerKit } from '../worker-kit.mjs';

const FILE = 'scenarios/sums_0001.scenario.lua';
const CALLS = 1000;
const WARM_SCENARIOS = 200;
const SCENARIOS = 1000;
const BYTES_PER_MB = 1_000_000;
/** What the collector leaves varies by so much. */
const TARGET_MB = 1;

/**
 * A million mocked calls of a model, a thousand a scenario: how much more memory is held after them than before.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureLeak({ work }) {
  const { runAll } = await createWorkerKit(writeSingleProject(work, 'leak', writeModelCalls(CALLS)), FILE);
  const run = async (/** @type {number} */ times) => {
    for (let i = 0; i < times; i++) await runAll();
    return held();
  };
  const before = await run(WARM_SCENARIOS);
  const grown = ((await run(SCENARIOS)) - before) / BYTES_PER_MB;
  const estimate = { value: grown, low: grown, high: grown, count: 1 };
  return {
    samples: [],
    findings: [{ name: 'memory held after 1,000,000 calls', estimate, unit: 'MB', target: { atMost: TARGET_MB } }],
  };
}

/** Bytes of objects and buffers that cannot be collected. */
function held() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
