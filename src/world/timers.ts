import type { Address } from '../model/address.js';
import { LuaRaise } from '../model/dispatch.js';
import { type Due, DueQueue } from './due-queue.js';

/** Timers that may be pending at the same time. */
const MAX_PENDING = 100_000;

/** A function of the scenario's that is to be called at a moment of virtual time. */
export interface Timer extends Due {
  dueMs: number;
  /** The number under which the prelude keeps its function. */
  readonly handler: number;
  /** What made it: `clock.at`, `clock.after` or `clock.every`, and where. */
  readonly by: string;
  readonly at: Address | undefined;
  /** Number of the entry in whose course it was made. */
  readonly cause: number | undefined;
  /** Milliseconds from one call to the next; undefined where there is one. */
  readonly everyMs: number | undefined;
  /** From 1, in the order in which they were made. */
  readonly number: number;
  /** Whether it was made since the last fork. */
  readonly isOwn: boolean;
  /** How often it was called. */
  callCount: number;
}

export type TimerOrder = Pick<Timer, 'dueMs' | 'handler' | 'by' | 'at' | 'cause' | 'everyMs'>;

/** The timers of a world. Those due at the same moment are called in the order in which they were made. */
export class Timers {
  #queue = new DueQueue<Timer>();
  readonly #byHandler = new Map<number, Timer>();
  #count = 0;

  /** Throws a LuaRaise where there are too many. */
  add(order: TimerOrder): Timer {
    if (this.#byHandler.size >= MAX_PENDING)
      throw new LuaRaise(`${order.by}: at most ${MAX_PENDING} timers can be pending`);
    this.#count += 1;
    const timer = { ...order, order: this.#count, number: this.#count, isOwn: true, isGone: false, callCount: 0 };
    this.#add(timer);
    return timer;
  }

  /** Takes a timer back; whether it would have been called (again). */
  cancel(handler: number): boolean {
    const timer = this.#byHandler.get(handler);
    if (timer === undefined) return false;
    this.#byHandler.delete(handler);
    this.#queue.remove(timer);
    return true;
  }

  /** When the next one is due; Infinity where there is none. */
  get nextMs(): number {
    return this.#queue.nextMs;
  }

  /** The next one that is due by then. One that is called again has its next moment already. */
  takeDue(nowMs: number): Timer | undefined {
    const timer = this.#queue.takeDue(nowMs);
    if (timer === undefined) return undefined;
    timer.callCount += 1;
    if (timer.everyMs === undefined) {
      this.#byHandler.delete(timer.handler);
    } else {
      timer.dueMs += timer.everyMs;
      this.#queue.add(timer);
    }
    return timer;
  }

  /** Those made since the last fork that have not been called and would still be. */
  listUncalled(): readonly Timer[] {
    return this.#queue.list().filter(({ isOwn, callCount }) => isOwn && callCount === 0);
  }

  fork(): Timers {
    const fork = new Timers();
    for (const timer of this.#queue.list()) fork.#add({ ...timer, isOwn: false });
    fork.#count = this.#count;
    return fork;
  }

  #add(timer: Timer): void {
    this.#queue.add(timer);
    this.#byHandler.set(timer.handler, timer);
  }
}
