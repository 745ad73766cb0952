import { Holds } from './holds.js';
import { Sleepers } from './sleepers.js';
import { whenIdle } from './when-idle.js';

/** Turns of Node's loop that an answer of the network takes at most until the agent has it. */
const PATIENCE = 20;

/** What the pump of an agent's task has to do: calls in the order in which they were asked for, then what time brings. */
export class Agenda<Call, Sleeper extends { readonly dueMs: number }> {
  readonly sleepers = new Sleepers<Sleeper>();
  /** What keeps virtual time from passing: things that the agent does and that have not come to the world yet. */
  readonly holds = new Holds(() => this.wake());
  #calls: Call[] = [];
  #wake: (() => void) | undefined;

  add(call: Call): void {
    this.#calls.push(call);
    this.wake();
  }

  /** The next call. */
  shift(): Call | undefined {
    return this.#calls.shift();
  }

  /** The calls that are left. */
  clear(): Call[] {
    return this.#calls.splice(0);
  }

  /** Says that there may be something to do. */
  wake(): void {
    this.#wake?.();
  }

  /** Waits until there may be a call; with true, until nothing else is to be done than to let time pass. Undefined: it is now. */
  wait(): Promise<boolean> | undefined {
    if (this.sleepers.isEmpty || !this.holds.isEmpty) return this.#activity();
    return this.holds.isUsed ? this.#quiet() : undefined;
  }

  /** Resolves when the agent has asked for something or has ended, and all that it does at that moment is done. */
  async #activity(): Promise<false> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
    await whenIdle();
    return false;
  }

  /** Whether nothing has happened for some turns of Node's loop. */
  async #quiet(): Promise<boolean> {
    let isQuiet = true;
    this.#wake = () => {
      isQuiet = false;
    };
    for (let turn = 0; turn < PATIENCE && isQuiet; turn++) await whenIdle();
    this.#wake = undefined;
    return isQuiet;
  }
}
