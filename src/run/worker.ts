import { loadLate } from '../model/load-late.js';

// What a worker is made of is loaded in one go: in the usual way its modules are read in turns with a pool of threads,
// which takes a starting run some 15 ms longer.
loadLate('./worker-side.js', import.meta.url);
