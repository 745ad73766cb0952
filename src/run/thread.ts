import { Worker } from 'node:worker_threads';
import type { VmParts } from './vm-parts.js';
import type { ToWorker } from './worker-messages.js';

/** The built worker: tests run from the sources, but a thread needs JavaScript. */
const ENTRY = new URL('../../dist/run/worker.js', import.meta.url);

/** Loading takes some 60 ms; a thread that needs longer than this is broken. */
const MAX_LOAD_MS = 5000;

/**
 * The flags of threads, raised when they have loaded their modules. Node aborts the whole process where a thread is ended
 * in the middle of that, so whoever ends one waits for its flag.
 */
const flags = new Map<Worker, Int32Array>();
let isExitWatched = false;

function waitUntilLoaded(flag: Int32Array | undefined): void {
  if (flag !== undefined) Atomics.wait(flag, 0, 0, MAX_LOAD_MS);
}

/** The thread that was started ahead of need, and what it was told to make its VM of. */
let warm: { readonly worker: Worker; vm?: VmParts } | undefined;

/**
 * Starts a thread ahead of need. It loads its modules while the caller is still busy with reading the command line and
 * the config; it learns what to do when it is taken.
 */
export function warmThread(): void {
  warm ??= { worker: bootThread() };
}

/** Has the thread that was started ahead, if there is one, make its VM already. */
export function warmVm(vm: VmParts): void {
  if (warm === undefined) return;
  warm.vm = vm;
  open(warm.worker, vm);
}

/** The thread that was started ahead, or a new one; its VM is made of these parts. */
export function takeThread(vm: VmParts): Worker {
  const { worker, vm: openedWith } = warm ?? { worker: bootThread() };
  warm = undefined;
  if (openedWith !== vm) open(worker, vm);
  worker.ref();
  return worker;
}

/** Ends a thread at once, whatever it runs. */
export function endThread(worker: Worker): void {
  waitUntilLoaded(flags.get(worker));
  void worker.terminate();
}

function bootThread(): Worker {
  if (!isExitWatched) process.once('exit', () => flags.forEach(waitUntilLoaded));
  isExitWatched = true;
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(ENTRY, { env: {}, stdin: false, stdout: true, stderr: true, workerData: flag.buffer });
  flags.set(worker, flag);
  worker.once('exit', () => flags.delete(worker));
  worker.unref();
  return worker;
}

function open(worker: Worker, vm: VmParts): void {
  worker.postMessage({ kind: 'open', vm } satisfies ToWorker);
}
