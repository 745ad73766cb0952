import { Worker } from 'node:worker_threads';
import { KnownError } from '../../model/known-error.js';
import { type Compared, kindOf, type Mismatch } from './compare-twins.js';
import type { DiffPlan, DiffTask, FromDiff } from './diff-task.js';

/** The built thread: tests run from the sources, but a thread needs JavaScript. */
const ENTRY = new URL('../../../dist/rule/twin/diff-thread.js', import.meta.url);
const LOOK_MS = 250;
const STUCK_MS = 15_000;

export interface DiffHooks {
  readonly threadCount: number;
  readonly signal: AbortSignal;
  /** Told now and then how many cases are done. */
  onProgress(count: number): void;
}

/**
 * Holds two rules against each other in several threads. The same plan on as many threads gives the same. Resolves to undefined
 * where it was interrupted. Throws a KnownError where a rule gets stuck.
 */
export async function diffRules(plan: DiffPlan, hooks: DiffHooks): Promise<Compared | undefined> {
  const { threadCount, signal } = hooks;
  const progress = new SharedArrayBuffer(4 * threadCount);
  const threads = Array.from({ length: threadCount }, (_, thread) => {
    const caseCount = Math.floor(plan.caseCount / threadCount) + (thread < plan.caseCount % threadCount ? 1 : 0);
    const task: DiffTask = { ...plan, caseCount, thread, progress };
    return new Worker(ENTRY, { env: {}, workerData: task });
  });
  const watch = createWatch(new Int32Array(progress), hooks.onProgress);
  try {
    const parts = await Promise.race([Promise.all(threads.map(settle)), watch.stuck, whenAborted(signal)]);
    return parts && merge(parts, plan.mostMismatches);
  } finally {
    watch.end();
    for (const thread of threads) void thread.terminate();
  }
}

function settle(thread: Worker): Promise<Compared> {
  return new Promise((resolve, reject) => {
    thread.on('message', (message: FromDiff) => {
      if (message.kind === 'done') resolve(message.compared);
      else reject(new Error(message.stack));
    });
    thread.once('error', reject);
  });
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** Looks at the threads' counts: tells their sum, and rejects where it has stood still for too long. */
function createWatch(counts: Int32Array, onProgress: (count: number) => void) {
  let seen = { count: 0, atMs: performance.now() };
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const count = counts.reduce((sum, _each, i) => sum + Atomics.load(counts, i), 0);
      if (count !== seen.count) {
        seen = { count, atMs: performance.now() };
        onProgress(count);
      } else if (performance.now() - seen.atMs > STUCK_MS)
        reject(new KnownError('bad-source', `a rule made no step within ${STUCK_MS / 1000} s`));
    }, LOOK_MS);
  });
  return { stuck, end: () => clearInterval(timer) };
}

function merge(parts: readonly Compared[], most: number): Compared {
  const kinds = new Map<string, Mismatch>();
  for (const mismatch of parts.flatMap(({ mismatches }) => mismatches)) {
    const kind = kindOf(mismatch);
    if (!kinds.has(kind)) kinds.set(kind, mismatch);
  }
  const sum = (of: (part: Compared) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    caseCount: sum(({ caseCount }) => caseCount),
    mismatchCount: sum(({ mismatchCount }) => mismatchCount),
    mismatches: [...kinds.values()].slice(0, most),
  };
}
