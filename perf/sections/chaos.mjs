// @ts-check
import { createHash } from 'node:crypto';
import { readResults } from '../check-output.mjs';
import { measure } from '../measure.mjs';
import { writeFilesProject } from '../projects.mjs';
import { writeChaos } from '../sources.mjs';
import { runMoonrig } from '../tools.mjs';

const FILES = 20;
const SCENARIOS = 500;
const RUNS = 3;
const WORKERS = [1, 2, 4];
/** What clocks and threads say; all else of a result is the same in every run. */
const CLOCKS = new Set(['durationMs', 'startedMs', 'worker']);

/**
 * 10,000 scenarios in which chance rules, run again and again: how many of their traces, whole, differ from the first run's.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureChaos({ work, onSample }) {
  const sources = Array.from({ length: FILES }, (_, i) => writeChaos(i + 1, SCENARIOS));
  const project = writeFilesProject(work, 'chaos', sources);
  /** @type {Map<string, string> | undefined} */
  let first;
  let differing = 0;
  const outcomes = new Set();
  const samples = [];
  for (let block = 0; block < RUNS; block++) {
    for (const workers of WORKERS) {
      const { command, prepare } = runMoonrig(project, ['--workers', String(workers), '--reporter', 'ndjson']);
      prepare();
      const { exitCode, output, ...usage } = await measure(command, `${work}/output.log`);
      if (exitCode !== 1) throw new Error(`a run of chaos ended with ${exitCode}: ${output.slice(-2000)}`);
      const sample = { variant: `${workers} workers`, block, place: WORKERS.indexOf(workers), ...usage };
      samples.push(sample);
      onSample(sample);
      const hashes = new Map(readResults(project).map((result) => [result.scenario.id, hashTrace(result)]));
      for (const { outcome } of readResults(project)) outcomes.add(outcome);
      if (hashes.size !== FILES * SCENARIOS) throw new Error(`a run of chaos told of ${hashes.size} scenarios`);
      first ??= hashes;
      for (const [id, hash] of first) if (hashes.get(id) !== hash) differing += 1;
    }
  }
  if (!outcomes.has('passed') || !outcomes.has('failed')) throw new Error('chaos was not chaotic');
  const estimate = { value: differing, low: differing, high: differing, count: RUNS * WORKERS.length };
  return {
    samples,
    findings: [{ name: 'traces that differ', estimate, unit: 'traces', isLargest: true, target: { atMost: 0 } }],
  };
}

/** @param {import('../../src/model/run-event.js').ScenarioResult} result */
function hashTrace(result) {
  const text = JSON.stringify(result, (key, value) => (CLOCKS.has(key) ? undefined : value));
  return createHash('sha256').update(text).digest('hex');
}
