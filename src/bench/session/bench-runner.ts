import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { BenchOptions } from '../bench-options.js';
import type { BenchProject } from '../load/bench-project.js';
import type { UnsettledResult } from '../summarize-bench.js';
import type { EarlierSource, FromSession, NamedBench, SessionTask } from './session-messages.js';

/** The built thread: tests run from the sources, but a thread needs JavaScript. */
const ENTRY = new URL('../../../dist/bench/session/session-thread.js', import.meta.url);
const LOOK_MS = 250;

export interface BenchPlan {
  readonly project: BenchProject;
  readonly earlier?: EarlierSource;
  readonly options: BenchOptions;
  readonly files: readonly string[];
  /** What a file's path or a bench's name must match. */
  readonly filter?: RegExp;
  /** How long a thread may make no step, in milliseconds. */
  readonly timeoutMs: number;
}

export interface BenchHooks {
  onBegin(file: string, name: string): void;
  onResult(result: UnsettledResult): void;
  readonly signal: AbortSignal;
}

/** How a thread ended. */
type Ending =
  | { readonly kind: 'done'; readonly result?: UnsettledResult }
  | { readonly kind: 'broken'; readonly message: string; readonly line?: number }
  | { readonly kind: 'stuck'; readonly bench?: NamedBench }
  | { readonly kind: 'interrupted' };

/**
 * Runs benches one after the other, each in a thread of its own: so none is faster or slower for what ran before it, and one
 * that never comes to an end is stopped. Resolves to false where it was interrupted. Throws what is a bug of moonrig's.
 */
export async function runBenches(plan: BenchPlan, hooks: BenchHooks): Promise<boolean> {
  // V8 shares what it has compiled between equal sources, and then optimizes best for the first that runs: of two variants
  // with the same source the first would be a third faster.
  setFlagsFromString('--no-compilation-cache');
  for (const file of plan.files) {
    if (!(await runFile(file, plan, hooks))) return false;
  }
  return !hooks.signal.aborted;
}

async function runFile(file: string, plan: BenchPlan, hooks: BenchHooks): Promise<boolean> {
  const done: string[] = [];
  for (;;) {
    const ending = await runThread(file, done, plan, hooks);
    if (ending.kind === 'interrupted') return false;
    if (ending.kind === 'broken') {
      hooks.onResult(createLoadResult(file, ending.message, { name: '<load>', line: ending.line ?? 0 }));
      return true;
    }
    if (ending.kind === 'stuck') {
      hooks.onResult(createLoadResult(file, `made no step within ${plan.timeoutMs / 1000} s`, ending.bench));
      if (ending.bench === undefined) return true;
      done.push(ending.bench.name);
      continue;
    }
    if (ending.result === undefined) return true;
    hooks.onResult(ending.result);
    done.push(ending.result.name);
  }
}

/** Runs one thread to its end. */
function runThread(file: string, done: readonly string[], plan: BenchPlan, hooks: BenchHooks): Promise<Ending> {
  const { files: _, timeoutMs, ...shared } = plan;
  const beat = new SharedArrayBuffer(4);
  const task: SessionTask = { ...shared, file, done, beat };
  const worker = new Worker(ENTRY, { env: {}, workerData: task });
  return new Promise((resolve, reject) => {
    let bench: NamedBench | undefined;
    let ending: Ending = { kind: 'done' };
    const settle = (how: () => void): void => {
      clearInterval(watch);
      hooks.signal.removeEventListener('abort', interrupt);
      void worker.terminate();
      how();
    };
    const end = (how: Ending) => settle(() => resolve(how));
    const interrupt = () => end({ kind: 'interrupted' });
    const watch = watchBeat(new Int32Array(beat), timeoutMs, () => end({ kind: 'stuck', ...(bench && { bench }) }));
    hooks.signal.addEventListener('abort', interrupt, { once: true });
    worker.on('message', (message: FromSession) => {
      if (message.kind === 'bug') return settle(() => reject(new Error(message.stack)));
      if (message.kind === 'result') ending = { kind: 'done', result: message.result };
      else if (message.kind === 'broken') ending = message;
      else {
        bench = message.bench;
        hooks.onBegin(file, bench.name);
      }
    });
    worker.once('error', (error) => settle(() => reject(error)));
    worker.once('exit', () => end(ending));
    if (hooks.signal.aborted) interrupt();
  });
}

/** Calls `onStuck` once a thread's count has stood still for so long. */
function watchBeat(beats: Int32Array, timeoutMs: number, onStuck: () => void): NodeJS.Timeout {
  let seen = { beat: 0, atMs: performance.now() };
  return setInterval(() => {
    const beat = Atomics.load(beats, 0);
    if (beat !== seen.beat) seen = { beat, atMs: performance.now() };
    else if (performance.now() - seen.atMs > timeoutMs) onStuck();
  }, LOOK_MS);
}

/** The result that stands for a file, or for a bench of it, that has come to nothing. */
function createLoadResult(
  file: string,
  message: string,
  { name, line }: NamedBench = { name: '<load>', line: 0 },
): UnsettledResult {
  return {
    name,
    file,
    line,
    inputCount: 0,
    baseline: '',
    hasOwnBaseline: false,
    inputsVersion: '',
    problem: { kind: 'errored', message },
    variants: [],
    comparisons: [],
    changes: [],
    warnings: [],
  };
}
