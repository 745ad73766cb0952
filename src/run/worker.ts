import { workerData } from 'node:worker_threads';
import { loadLate } from '../model/load-late.js';

// What a worker is made of is loaded in one go: in the usual way its modules are read in turns with a pool of threads,
// which takes a starting run a sixth longer. The parent ends no thread before the flag is raised (`thread.ts`).
const loaded = new Int32Array(workerData);
try {
  loadLate('./worker-side.js', import.meta.url);
} finally {
  Atomics.store(loaded, 0, 1);
  Atomics.notify(loaded, 0);
}
