/** Whether a thread loads modules, may be ended, or is being ended. */
const STATE = { loading: 0, ready: 1, ending: 2 } as const;

/** Loading takes some 60 ms; a thread that needs longer than this is broken. */
const MAX_LOAD_MS = 5000;

/**
 * Memory that a thread and whoever ends it share, since Node aborts the whole process where a thread is ended in the middle
 * of loading modules. A thread begins as one that loads.
 */
export function createLoadLock(): SharedArrayBuffer {
  return new SharedArrayBuffer(4);
}

/** The thread's side: says that the modules it begins with are there. */
export function releaseLoads(shared: SharedArrayBuffer): void {
  const state = new Int32Array(shared);
  Atomics.store(state, 0, STATE.ready);
  Atomics.notify(state, 0);
}

/** The thread's side: loads, unless the thread is being ended; then it never returns. */
export function lockLoads(shared: SharedArrayBuffer): <Loaded>(load: () => Loaded) => Loaded {
  const state = new Int32Array(shared);
  let depth = 0;
  return (load) => {
    const found = depth === 0 ? Atomics.compareExchange(state, 0, STATE.ready, STATE.loading) : STATE.ready;
    if (found === STATE.ending) Atomics.wait(state, 0, STATE.ending);
    depth += 1;
    try {
      return load();
    } finally {
      depth -= 1;
      if (depth === 0) releaseLoads(shared);
    }
  };
}

/** The side that ends the thread: waits until it loads nothing, and keeps it from loading any more. */
export function stopLoads(shared: SharedArrayBuffer): void {
  const state = new Int32Array(shared);
  while (Atomics.compareExchange(state, 0, STATE.ready, STATE.ending) === STATE.loading) {
    if (Atomics.wait(state, 0, STATE.loading, MAX_LOAD_MS) === 'timed-out') return;
  }
}
