import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createLoadLock, stopLoads } from '../../src/run/load-lock.js';

/** A thread that says what it does in shared words: 1 where a load has begun, 2 where it has ended. */
const THREAD = `
  const { workerData: { lock, words, file }, parentPort } = require('node:worker_threads');
  const { lockLoads, releaseLoads } = require(file);
  const said = new Int32Array(words);
  const load = lockLoads(lock);
  const say = (index, word) => { Atomics.store(said, index, word); Atomics.notify(said, index); };
  releaseLoads(lock);
  load(() => load(() => {
    say(0, 1);
    Atomics.wait(said, 2, 0, 50);
    say(0, 2);
  }));
  Atomics.wait(said, 3, 0);
  say(1, 1);
  load(() => say(1, 2));
`;

it('keeps a thread from being ended while it loads, and from loading once it is', async () => {
  const lock = createLoadLock();
  const words = new SharedArrayBuffer(16);
  const said = new Int32Array(words);
  const file = new URL('../../dist/run/load-lock.js', import.meta.url).pathname;
  const worker = new Worker(THREAD, { eval: true, workerData: { lock, words, file } });
  Atomics.wait(said, 0, 0);
  stopLoads(lock);
  expect(said[0]).toBe(2);
  Atomics.store(said, 3, 1);
  Atomics.notify(said, 3);
  Atomics.wait(said, 1, 0);
  // It has come to the second load, which would say so at once.
  expect(Atomics.wait(said, 1, 1, 50)).toBe('timed-out');
  await worker.terminate();
});
