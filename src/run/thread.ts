import { Worker } from 'node:worker_threads';

/** The built worker: tests run from the sources, but a thread needs JavaScript. */
const ENTRY = new URL('../../dist/run/worker.js', import.meta.url);

let warm: Worker | undefined;

/**
 * Starts a thread ahead of need. It loads its modules while the caller is still busy with reading the command line and
 * the config; it learns what to do when it is taken.
 */
export function warmThread(): void {
  warm ??= bootThread();
}

/** The thread that was started ahead, or a new one. */
export function takeThread(): Worker {
  const thread = warm ?? bootThread();
  warm = undefined;
  thread.ref();
  return thread;
}

function bootThread(): Worker {
  const thread = new Worker(ENTRY, { env: {}, stdin: false, stdout: true, stderr: true });
  thread.unref();
  return thread;
}
