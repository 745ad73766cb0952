import { parentPort, workerData } from 'node:worker_threads';
import { createRandom } from '../../model/random-numbers.js';
import { hash32 } from '../../model/seed.js';
import { FileRuleStore } from '../file-store.js';
import { prepareRule } from '../prepare-rule.js';
import { readLimits } from '../rule-limits.js';
import { compareTwins } from './compare-twins.js';
import type { DiffTask, FromDiff } from './diff-task.js';
import { createInputMaker } from './input-maker.js';

const port = parentPort;
if (port === null) throw new Error('this module is the entry of a thread');
const tell = (message: FromDiff): void => port.postMessage(message);

// The door: what the runner hands over.
await run(workerData as DiffTask).catch((error: unknown) => {
  tell({ kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});

async function run(task: DiffTask): Promise<void> {
  const { thread, seed, shape, words, caseCount, mostMismatches } = task;
  const store = new FileRuleStore(task);
  const limits = readLimits({ ports: { now: () => 0 } });
  const [a, b] = [await store.read(task.paths[0]), await store.read(task.paths[1])].map((rule) =>
    prepareRule(rule, limits),
  );
  if (a === undefined || b === undefined) throw new Error('two rules are compared');
  const random = createRandom(hash32(new TextEncoder().encode(seed), thread));
  const progress = new Int32Array(task.progress);
  const compared = compareTwins(a, b, {
    maker: createInputMaker(shape, words, random),
    caseCount,
    mostMismatches,
    onProgress: (count) => Atomics.store(progress, thread, count),
  });
  tell({ kind: 'done', compared });
}
