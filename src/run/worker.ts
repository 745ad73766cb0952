import { workerData } from 'node:worker_threads';
import { guardLoads, loadLate } from '../model/load-late.js';
import { lockLoads, releaseLoads } from './load-lock.js';

// What a worker is made of is loaded in one go: in the usual way its modules are read in turns with a pool of threads,
// which takes a starting run a sixth longer.
try {
  loadLate('./worker-side.js', import.meta.url);
} finally {
  releaseLoads(workerData);
}
guardLoads(lockLoads(workerData));
