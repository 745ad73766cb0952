import { DueQueue } from './due-queue.js';
import type { Schedule } from './schedule.js';
import type { Sleeper, Task } from './task.js';

/** Which tasks could go on, and which wait for a moment. */
export class Turns {
  /** In the order in which they could. */
  #ready: Task[] = [];
  /** Who goes on before all others. */
  #chosen: Task | undefined;
  readonly #sleepers = new DueQueue<Sleeper>();

  /** Whether nobody could go on. */
  get isIdle(): boolean {
    return this.#ready.length === 0;
  }

  /** Whether it is settled who goes on. */
  get isChosen(): boolean {
    return this.#chosen !== undefined;
  }

  /** When the first task that waits for a moment is due; Infinity where there is none. */
  get nextMs(): number {
    return this.#sleepers.nextMs;
  }

  /** Says that a task could go on. */
  ready(task: Task): void {
    this.#ready.push(task);
  }

  /** Lets a task wait for a moment. Of those due at the same one, the lower `order` can go on first. */
  sleep(task: Task, dueMs: number, order: number): void {
    task.sleeper = { dueMs, order, isGone: false, task };
    this.#sleepers.add(task.sleeper);
  }

  /** Says that those can go on that are due by then. */
  wake(nowMs: number): void {
    for (let due = this.#sleepers.takeDue(nowMs); due !== undefined; due = this.#sleepers.takeDue(nowMs)) {
      due.task.sleeper = undefined;
      this.#ready.push(due.task);
    }
  }

  /** Keeps a task from going on. */
  withdraw(task: Task): void {
    if (task.sleeper !== undefined) this.#sleepers.remove(task.sleeper);
    task.sleeper = undefined;
    if (this.#chosen === task) this.#chosen = undefined;
    this.#ready = this.#ready.filter((other) => other !== task);
  }

  /** Lets a task go on before all others. */
  insist(task: Task): void {
    this.withdraw(task);
    this.#ready.unshift(task);
    this.#chosen = task;
  }

  /** Whether another task goes on before `running`, which could go on itself; then it is settled which. */
  chooseBefore(running: Task, schedule: Schedule | undefined): boolean {
    const chosen = choose([running, ...this.#ready], schedule);
    if (chosen === running) return false;
    this.#chosen = chosen;
    return true;
  }

  /** Takes back what `chooseBefore` has settled. */
  forgetChoice(): void {
    this.#chosen = undefined;
  }

  /** Takes the task that goes on; undefined where nobody could. */
  take(schedule: Schedule | undefined): Task | undefined {
    const task = this.#chosen ?? (this.#ready.length > 1 ? choose(this.#ready, schedule) : this.#ready[0]);
    this.#chosen = undefined;
    if (task !== undefined) this.#ready = this.#ready.filter((other) => other !== task);
    return task;
  }
}

function choose(tasks: readonly Task[], schedule: Schedule | undefined): Task | undefined {
  return tasks[schedule?.choose(tasks.map(({ id }) => id)) ?? 0];
}
