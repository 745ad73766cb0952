import { AsyncLocalStorage } from 'node:async_hooks';
import type { AgentRun } from './agent-run.js';

type Callback = (...args: unknown[]) => void;

/** How often a timer strikes, and with what. */
export interface TimerOrder {
  readonly ms: number;
  readonly isRepeated: boolean;
  readonly callback: Callback;
  readonly args: readonly unknown[];
}

/** By the number that a timer is as a primitive, those that somebody has asked for it. */
const byNumber = new Map<number, VirtualTimer>();
let count = 0;

/** A timer of an agent's, on the clock of its world: what `setTimeout` and `setInterval` give. With its task it is over. */
export class VirtualTimer {
  readonly #run: AgentRun;
  readonly #order: TimerOrder;
  readonly #strike: () => void;
  #number: number | undefined;
  #callOff: (() => void) | undefined;
  #isSet = false;

  constructor(run: AgentRun, order: TimerOrder) {
    this.#run = run;
    this.#order = order;
    // What it throws is nobody's but the agent's.
    this.#strike = AsyncLocalStorage.bind(() => queueMicrotask(() => this.#call()));
    this.#set();
  }

  #set(): void {
    this.#isSet = true;
    this.#callOff = this.#run.delay(this.#order.ms, this.#strike);
  }

  #call(): void {
    if (!this.#isSet) return;
    const { isRepeated, callback, args } = this.#order;
    if (!isRepeated) this.close();
    else if (!this.#run.isOver) this.#set();
    callback(...args);
  }

  /** Calls it off. */
  close(): this {
    this.#isSet = false;
    this.#callOff?.();
    if (this.#number !== undefined) byNumber.delete(this.#number);
    return this;
  }

  refresh(): this {
    this.#callOff?.();
    if (!this.#run.isOver) this.#set();
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.toPrimitive](): number {
    if (this.#number !== undefined) return this.#number;
    count += 1;
    this.#number = count;
    byNumber.set(count, this);
    return count;
  }
}

/** The virtual timer that `clearTimeout` is given; undefined where it is none. */
export function findTimer(given: unknown): VirtualTimer | undefined {
  if (given instanceof VirtualTimer) return given;
  const number = typeof given === 'string' ? Number(given) : given;
  return typeof number === 'number' ? byNumber.get(number) : undefined;
}
