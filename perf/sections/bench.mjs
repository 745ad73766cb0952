// @ts-check
import { setFlagsFromString } from 'node:v8';
import {
  compareVariants,
  createProcessClock,
  createRandom,
  DEFAULT_THRESHOLD,
  diffRules,
  measureCalls,
  openBenchProject,
  openVariant,
  readSourceWords,
  shapeOfExamples,
  takeTurns,
  timeInBlocks,
} from '../built.mjs';

/** How often the same is held against itself, and against itself with a planted slow-down. */
const ALIKE = 200;
const PLANTED = 100;
const MOST_FALSE = 2;
const LEAST_FOUND = 95;
const BLOCKS = 40;
/** Calls a round; the slow one makes one in twenty more of the same, and so takes 5 % longer whatever the machine does. */
const CALLS = 100;
const SLOW_CALLS = 105;
const CASES = 10_000_000;
const CASES_TARGET_MS = 30_000;

const ROOT = new URL('../../', import.meta.url).pathname;
const RULES = /** @type {const} */ (['scenarios/rules/epic_validation.lua', 'scenarios/rules/epic_validation.ts']);

/**
 * Whether the words of `moonrig bench` can be trusted: how often it sees a difference where there is none, and one of 5 %; and
 * how long `moonrig rules diff` takes for 10 million inputs.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureBench({ options, onSample }) {
  setFlagsFromString('--no-compilation-cache');
  const random = createRandom(options.seed);
  /** @param {string} name @param {number} rounds @param {() => Promise<readonly Measure[]>} open */
  const compareAll = async (name, rounds, open) => {
    /** @type {import('../../src/model/bench-record.js').Comparison[]} */
    const comparisons = [];
    for (let block = 0; block < rounds; block++) {
      const begun = performance.now();
      const blocks = { random, blockCount: BLOCKS, batchMs: 1, clock: createProcessClock() };
      const [one, other, again] = timeInBlocks(await open(), blocks).map(({ samples }) => samples);
      // As a bench does: a difference must be larger than what the same shows against itself.
      const self = compareVariants(again ?? one ?? [], one ?? [], { random });
      const threshold = DEFAULT_THRESHOLD + Math.abs(self.ratio.value - 1);
      comparisons.push(compareVariants(other ?? [], one ?? [], { random, threshold }));
      onSample({
        variant: name,
        block,
        place: 0,
        wallMs: performance.now() - begun,
        cpuMs: undefined,
        peakBytes: undefined,
      });
    }
    return comparisons;
  };
  // Of the same rule opened twice, as two variants are.
  const alike = await compareAll('alike', ALIKE, async () => [
    measure('one', await openInstances(), CALLS),
    measure('other', await openInstances(), CALLS),
    measure('again', await openInstances(), CALLS),
  ]);
  // Of one rule opened once: nothing but what is planted makes a difference.
  const planted = await compareAll('planted', PLANTED, async () => {
    const instances = await openInstances();
    return [measure('one', instances, CALLS), measure('other', instances, SLOW_CALLS)];
  });
  const alarms = alike.filter(({ verdict }) => verdict === 'faster' || verdict === 'slower').length;
  const found = planted.filter(({ ratio }) => ratio.low > 1).length;
  const seen = alike.filter(({ ratio }) => ratio.low > 1 || ratio.high < 1).length;
  const diffMs = await timeDiff(options.workers);
  return {
    samples: [],
    findings: [
      { name: `false alarms in ${ALIKE} comparisons of the same`, ...count(alarms), target: { atMost: MOST_FALSE } },
      { name: '  their intervals that leave out 1', ...count(seen) },
      { name: `slow-downs of 5 % found of ${PLANTED}`, ...count(found), target: { atLeast: LEAST_FOUND } },
      {
        name: '10,000,000 inputs of rules diff',
        estimate: once(diffMs),
        unit: 'ms',
        target: { atMost: CASES_TARGET_MS },
      },
    ],
  };
}

/** @typedef {import('../../src/bench/timing/measure.js').Measure} Measure */

/** The epic rule in VMs of its own. */
async function openInstances() {
  const roots = { behavior: [], rule: ['rules'], workflow: [], config: [], transform: [], template: [], prompt: [] };
  const files = openBenchProject({ root: ROOT, roots, modulePaths: [], memoryBytes: 96 * 1024 * 1024 });
  return (await openVariant({ name: 'epic', path: RULES[0] }, { file: 'x.bench.lua', line: 1 }, files)).instances;
}

/**
 * So many calls a round, which count as the usual number.
 * @param {string} key
 * @param {import('../../src/bench/variant/variant.js').Variant['instances']} instances
 * @param {number} calls
 * @returns {Measure}
 */
function measure(key, instances, calls) {
  const inputs = Array.from({ length: calls }, () => ({ wsjf_score: 51, business_value: 71 }));
  const turns = takeTurns(
    key,
    instances.map((call) => measureCalls(key, call, inputs)),
  );
  return { key, callsPerRound: CALLS, run: turns.run };
}

/** @param {number} threadCount */
async function timeDiff(threadCount) {
  const { readFileSync } = await import('node:fs');
  const begun = performance.now();
  const shape = shapeOfExamples([{ wsjf_score: 51, business_value: 71, blocked_by: ['EPIC-1'] }]);
  const words = readSourceWords(readFileSync(`${ROOT}${RULES[0]}`, 'utf8'));
  const plan = {
    root: ROOT,
    folders: ['rules'],
    modulePaths: [],
    paths: RULES,
    shape,
    words,
    seed: '1',
    caseCount: CASES,
    mostMismatches: 1,
  };
  const compared = await diffRules(plan, {
    threadCount,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  if (compared?.mismatchCount !== 0) throw new Error('the twins of the epic rule differ');
  return performance.now() - begun;
}

/** @param {number} value @returns {Pick<import('../show.mjs').Finding, 'estimate' | 'unit'>} */
function count(value) {
  return { estimate: once(value), unit: 'times' };
}

/** @param {number} value */
function once(value) {
  return { value, low: value, high: value, count: 1 };
}
