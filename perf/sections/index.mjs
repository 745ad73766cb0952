// @ts-check
import { measureAgents } from './agents.mjs';
import { measureBench } from './bench.mjs';
import { measureBoundary } from './boundary.mjs';
import { measureChaos } from './chaos.mjs';
import { measureColdStart } from './cold-start.mjs';
import { compareTools } from './compare-tools.mjs';
import { measureCoverage } from './coverage.mjs';
import { measureLeak } from './leak.mjs';
import { measureMicro } from './micro.mjs';
import { measureMutants } from './mutate.mjs';
import { measureStuck } from './stuck.mjs';
import { measureTime } from './time.mjs';

/**
 * @typedef {object} Entry
 * @property {string} title
 * @property {(context: import('./section.mjs').Context) => Promise<import('./section.mjs').Section>} run
 */

/** @type {Record<import('../options.mjs').Options['only'][number], Entry>} */
export const sections = {
  many: { title: 'many: 1,000 files of 5 scenarios', run: (context) => compareTools(context, 'many') },
  one: { title: 'one: 1 file of 5,000 scenarios', run: (context) => compareTools(context, 'one') },
  cold: { title: 'cold: 1 file of 1 scenario', run: measureColdStart },
  stuck: { title: 'stuck: 1,000 scenarios, 50 of them endless, deadline 100 ms', run: measureStuck },
  coverage: { title: 'coverage: 5,000 scenarios of rules, and 40 busy ones', run: measureCoverage },
  mutate: { title: 'mutate: all mutants of the example scripts', run: measureMutants },
  time: { title: 'time: 50 simulated hours in one scenario, in this process', run: measureTime },
  micro: { title: 'micro: a worker’s operations in this process, with tinybench', run: measureMicro },
  agents: { title: 'agents: 10,000 agents of five turns, each in its fork', run: measureAgents },
  leak: { title: 'leak: 1,000,000 mocked calls in 1,000 scenarios, in this process', run: measureLeak },
  chaos: {
    title: 'chaos: 10,000 scenarios with faults by chance, 3 times with 1, 2 and 4 workers',
    run: measureChaos,
  },
  bench: {
    title: 'bench: what moonrig bench sees of what is there, and rules diff, in this process',
    run: measureBench,
  },
  boundary: {
    title: 'boundary: the epic rule called from TypeScript, beside other engines, in this process',
    run: measureBoundary,
  },
};
