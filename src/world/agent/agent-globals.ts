import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { EPOCH_MS } from '../epoch.js';
import { followChance } from './agent-chance.js';
import { currentAgent } from './agent-context.js';
import type { AgentRun } from './agent-run.js';
import { findTimer, VirtualTimer } from './virtual-timers.js';

type Callback = (...args: unknown[]) => void;

/** The task in whose code this is called, while it goes on. */
function runOfCaller(): AgentRun | undefined {
  const run = currentAgent()?.run;
  return run === undefined || run.isOver ? undefined : run;
}

/**
 * From now on the time and the chance that JavaScript itself has (timers, `Date`, `performance.now`, `Math.random`, random
 * bytes) are those of the world wherever an agent's code asks for them. For all other code of this thread nothing changes.
 */
export function followWorld(): void {
  followTimers();
  followPromisedTimers();
  followDate();
  followChance(runOfCaller);
  // Named imports of Node's modules see what was changed in them only now.
  syncBuiltinESMExports();
}

function followTimers(): void {
  const set = (real: typeof setTimeout | typeof setInterval, isRepeated: boolean) => {
    return (callback: Callback, ms?: number, ...args: unknown[]) => {
      const run = runOfCaller();
      if (run === undefined || typeof callback !== 'function')
        return Reflect.apply(real, undefined, [callback, ms, ...args]);
      return new VirtualTimer(run, { ms: toDelay(ms, isRepeated ? 1 : 0), isRepeated, callback, args });
    };
  };
  const clear = (real: typeof clearTimeout) => (given: unknown) => {
    const timer = findTimer(given);
    if (timer === undefined) Reflect.apply(real, undefined, [given]);
    else timer.close();
  };
  const made = {
    setTimeout: Object.assign(set(setTimeout, false), { [promisify.custom]: sleep }),
    setInterval: set(setInterval, true),
    clearTimeout: clear(clearTimeout),
    clearInterval: clear(clearInterval),
  };
  Object.assign(globalThis, made);
  Object.assign(timers, made);
}

/** What Node makes of a delay; but one of 0, by which nothing is meant but later, takes no time at all. */
function toDelay(ms: unknown, least = 0): number {
  const given = Number(ms);
  return given >= least && given <= 2 ** 31 - 1 ? given : least;
}

const realSleep = timersPromises.setTimeout;

/** `setTimeout` as a promise. */
function sleep<Result>(ms?: number, value?: Result, options: { readonly signal?: AbortSignal } = {}): Promise<Result> {
  const run = runOfCaller();
  // Its types leave out that the value may be left out.
  if (run === undefined) return realSleep(ms, value as Result, options);
  const { signal } = options;
  return new Promise((resolve, reject) => {
    const stop = () =>
      reject(new DOMException('The operation was aborted', { name: 'AbortError', cause: signal?.reason }));
    if (signal?.aborted === true) return stop();
    const callOff = run.delay(toDelay(ms), () => {
      signal?.removeEventListener('abort', abort);
      resolve(value as Result);
    });
    const abort = () => {
      callOff();
      stop();
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function followPromisedTimers(): void {
  timersPromises.setTimeout = sleep as typeof timersPromises.setTimeout;
  timersPromises.scheduler.wait = (ms, options) => sleep(ms, undefined, options);
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => {
    const run = runOfCaller();
    if (run === undefined) return timeout.call(AbortSignal, ms);
    const controller = new AbortController();
    const why = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    run.delay(toDelay(ms), () => controller.abort(why()));
    return controller.signal;
  };
}

function followDate(): void {
  const { now } = Date;
  const nowOf = ({ world }: AgentRun) => Math.floor(EPOCH_MS + world.elapsedMs);
  Date.now = () => {
    const run = runOfCaller();
    return run === undefined ? now() : nowOf(run);
  };
  globalThis.Date = new Proxy(Date, {
    construct(target, args, newTarget) {
      const run = args.length === 0 ? runOfCaller() : undefined;
      return Reflect.construct(target, run === undefined ? args : [nowOf(run)], newTarget);
    },
    apply: (target) => new target(Date.now()).toString(),
  });
  const realNow = performance.now.bind(performance);
  performance.now = () => {
    const run = runOfCaller();
    return run === undefined ? realNow() : run.world.elapsedMs;
  };
}
