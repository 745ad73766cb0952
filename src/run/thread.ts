import { Worker } from 'node:worker_threads';
import { createLoadLock, stopLoads } from './load-lock.js';
import type { VmParts } from './vm-parts.js';
import type { ToWorker } from './worker-messages.js';

/** The built worker: tests run from the sources, but a thread needs JavaScript. */
const ENTRY = new URL('../../dist/run/worker.js', import.meta.url);

/** What says of each thread whether it loads modules. */
const locks = new Map<Worker, SharedArrayBuffer>();
let isExitWatched = false;

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
  const lock = locks.get(worker);
  if (lock !== undefined) stopLoads(lock);
  void worker.terminate();
}

function bootThread(): Worker {
  if (!isExitWatched) process.once('exit', () => locks.forEach(stopLoads));
  isExitWatched = true;
  const workerData = createLoadLock();
  const worker = new Worker(ENTRY, { env: {}, stdin: false, stdout: true, stderr: true, workerData });
  locks.set(worker, workerData);
  worker.once('exit', () => locks.delete(worker));
  worker.unref();
  return worker;
}

function open(worker: Worker, vm: VmParts): void {
  worker.postMessage({ kind: 'open', vm } satisfies ToWorker);
}
