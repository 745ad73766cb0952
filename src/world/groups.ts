import { DueQueue } from './due-queue.js';
import type { Deadline, Group, GroupOutcome, Task } from './task.js';
import type { Turns } from './turns.js';

/** The groups of tasks that are not left yet, and the time each has. */
export class Groups {
  readonly #byId = new Map<number, Group>();
  readonly #deadlines = new DueQueue<Deadline>();
  readonly #turns: Turns;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  add(group: Group): void {
    this.#byId.set(group.id, group);
    if (group.deadline !== undefined) this.#deadlines.add(group.deadline);
  }

  /** The group of that number. */
  get(id: number): Group {
    const group = this.#byId.get(id);
    if (group === undefined) throw new Error(`there is no group ${id} of tasks`);
    return group;
  }

  /** When the first deadline strikes; Infinity where there is none. */
  get nextMs(): number {
    return this.#deadlines.nextMs;
  }

  /** Lets the first deadline strike. */
  strike(): void {
    const group = this.#deadlines.takeDue(this.nextMs)?.group;
    if (group === undefined) throw new Error('there is no deadline to strike');
    group.deadline = undefined;
    this.#settle(group, { kind: 'late' });
  }

  /** Notes that a task has ended, which may end the others of its group. */
  end(task: Task, hasFailed: boolean): void {
    const { group } = task;
    group?.running.delete(task);
    if (group === undefined || group.outcome !== undefined) return;
    if (hasFailed) this.#settle(group, { kind: 'failed', task });
    else if (group.isRace) this.#settle(group, { kind: 'first', task });
    else if (group.running.size === 0) this.#settle(group, { kind: 'done' });
  }

  /** Forgets a group; none of its tasks goes on. */
  leave(group: Group): void {
    this.#byId.delete(group.id);
    this.#freeze(group);
  }

  /** Says what came of a group: none of its tasks goes on, the one that waits for them does. */
  #settle(group: Group, outcome: GroupOutcome): void {
    group.outcome = outcome;
    this.#freeze(group);
    group.parent.joining = undefined;
    this.#turns.ready(group.parent);
  }

  /** Keeps tasks, and all that they wait for, from going on. */
  #freeze(group: Group): void {
    if (group.deadline !== undefined) this.#deadlines.remove(group.deadline);
    group.deadline = undefined;
    for (const task of group.running) {
      this.#turns.withdraw(task);
      if (task.joining !== undefined) this.#freeze(task.joining);
    }
  }
}
