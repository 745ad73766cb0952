import crypto from 'node:crypto';
import { drawUuid } from '../random-binding.js';
import { chanceOf } from './agent-functions.js';
import type { AgentRun } from './agent-run.js';

/** Has `Math.random`, and all of `crypto` that gives random values, draw from the chance of the world whose agent asks. */
export function followChance(runOfCaller: () => AgentRun | undefined): void {
  const { random } = Math;
  Math.random = () => {
    const run = runOfCaller();
    return run === undefined ? random() : chanceOf(run).number();
  };
  followUuids(runOfCaller);
  followBytes(runOfCaller);
}

function followUuids(runOfCaller: () => AgentRun | undefined): void {
  const { randomUUID } = crypto;
  const drawn: typeof randomUUID = (options) => {
    const run = runOfCaller();
    if (run === undefined) return randomUUID(options);
    // Five parts with dashes between are what it has.
    return drawUuid(run.world) as ReturnType<typeof randomUUID>;
  };
  crypto.randomUUID = drawn;
  globalThis.crypto.randomUUID = () => drawn();
}

type Fill = (this: unknown, view: ArrayBufferView, ...more: unknown[]) => unknown;

/** What fills a view with random bytes, or makes one. Calls that wait for an answer keep Node's own chance. */
function followBytes(runOfCaller: () => AgentRun | undefined): void {
  const follow = (real: Fill): Fill =>
    function fill(view, ...more) {
      const run = runOfCaller();
      if (run === undefined || !ArrayBuffer.isView(view) || more.length > 0)
        return Reflect.apply(real, this, [view, ...more]);
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = chanceOf(run).integer(0, 255);
      return view;
    };
  // Their overloads are those of views. What `node:crypto` has of getRandomValues is the global one.
  Object.assign(crypto, { randomFillSync: follow(crypto.randomFillSync as Fill) });
  Object.assign(globalThis.crypto, { getRandomValues: follow(globalThis.crypto.getRandomValues as Fill) });
  const { randomBytes } = crypto;
  const drawn = (size: number, ...more: readonly unknown[]) => {
    if (runOfCaller() === undefined || more.length > 0) return Reflect.apply(randomBytes, crypto, [size, ...more]);
    return crypto.randomFillSync(Buffer.alloc(size));
  };
  Object.assign(crypto, { randomBytes: drawn });
}
