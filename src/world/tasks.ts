import { type Answer, LuaRaise } from '../model/dispatch.js';
import { Groups } from './groups.js';
import type { Schedule } from './schedule.js';
import { createTask, type Group, INSIDE, type Task } from './task.js';
import { type Timer, Timers } from './timers.js';
import { Turns } from './turns.js';

/** The number under which the prelude keeps the function by which a task lets others go on. */
const PARK = 0;
/** Calls of timers at one moment of virtual time, beyond which they are taken to make each other without end. */
export const MAX_CALLS_AT_ONCE = 10_000;

/** Tasks that may have begun and not ended, and names that are told apart. */
const MAX_LIVE = 10_000;
const MAX_NAMES = 10_000;

/** Who goes on: a task where it stopped; the call of a timer; nobody, since timers make each other without end. */
export type Turn =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'call'; readonly task: Task; readonly timer: Timer }
  | { readonly kind: 'endless'; readonly timer: Timer };

/** What of a world its tasks need. */
export interface TimeKeeper {
  elapsedMs: number;
  readonly schedule: Schedule | undefined;
}

export interface GroupOrder {
  readonly names: readonly string[];
  readonly isRace: boolean;
  readonly deadlineMs: number | undefined;
}

/** What a task that stands still answers when it goes on, and where Lua could not pause. */
export interface Pause {
  readonly then: () => Answer;
  readonly refuse: () => Answer;
}

/**
 * The tasks of a world, and who goes on when. Only one runs at a time, until it waits; the clock moves when all wait. At one
 * moment timers come first, then the tasks that can go on, by the world's schedule; a deadline strikes when all that was
 * due at its moment has gone on. Lua keeps the coroutines (`parts/tasks.lua`), and asks here for each turn.
 */
export class Tasks {
  readonly root: Task = createTask(0, '');
  /** Made by `clock.at`, `clock.after`, `clock.every`. */
  timers = new Timers();
  #current = this.root;
  readonly #time: TimeKeeper;
  readonly #turns = new Turns();
  /** By number, those that were begun by another, and calls of timers that wait. */
  readonly #live = new Map<number, Task>();
  /** Whose turn it is to go on when those that are being closed are. */
  readonly #closing: Task[] = [];
  readonly #groups = new Groups(this.#turns);
  #count = 0;
  readonly #names = new Map<string, number>();
  #calls = { atMs: -1, count: 0 };

  constructor(time: TimeKeeper) {
    this.#time = time;
  }

  /** For a fork of the world. No task may have been left waiting. */
  fork(time: TimeKeeper): Tasks {
    const fork = new Tasks(time);
    fork.timers = this.timers.fork();
    fork.#count = this.#count;
    for (const [name, count] of this.#names) fork.#names.set(name, count);
    return fork;
  }

  /** The task that runs. */
  get current(): Task {
    return this.#current;
  }

  /** Whether the task that runs is the only one that could. */
  get isAlone(): boolean {
    return this.#turns.isIdle;
  }

  /** Whether nothing else could happen up to a moment, itself included. */
  isQuietUntil(ms: number): boolean {
    return this.#turns.isIdle && ms < Math.min(this.timers.nextMs, this.#turns.nextMs, this.#groups.nextMs);
  }

  /** Calls of timers that wait. */
  listCalls(): readonly Task[] {
    return [...this.#live.values()].filter(({ timer }) => timer !== undefined);
  }

  /** Lets the running task wait until a moment, and others go on meanwhile. */
  sleep(dueMs: number, pause: Pause): Answer {
    if (dueMs <= this.#time.elapsedMs) this.#turns.ready(this.#current);
    else this.#turns.sleep(this.#current, dueMs, this.#nextNumber());
    return this.#park(pause);
  }

  /** Lets another task go on here, where the schedule wants it. */
  switchPoint(then: () => Answer): Answer {
    if (!this.#turns.chooseBefore(this.#current, this.#time.schedule)) return then();
    this.#turns.ready(this.#current);
    const refuse = () => {
      this.#turns.forgetChoice();
      return then();
    };
    return this.#park({ then, refuse });
  }

  /** Begins tasks for the one that runs. They go on when it waits. Throws a LuaRaise where there are too many. */
  begin({ names, isRace, deadlineMs }: GroupOrder): Group {
    if (this.#live.size + names.length > MAX_LIVE) throw new LuaRaise(`at most ${MAX_LIVE} tasks can go on at once`);
    const group: Group = {
      id: this.#nextNumber(),
      parent: this.#current,
      isRace,
      running: new Set(),
      deadline: undefined,
      outcome: names.length === 0 ? { kind: 'done' } : undefined,
    };
    for (const name of names) {
      const task = createTask(this.#nextNumber(), this.#nameTask(name), { group });
      group.running.add(task);
      this.#live.set(task.id, task);
      this.#turns.ready(task);
    }
    if (deadlineMs !== undefined) {
      group.deadline = { dueMs: deadlineMs, order: this.#nextNumber(), isGone: false, group };
    }
    this.#groups.add(group);
    return group;
  }

  /** The group of that number. */
  groupOf(id: number): Group {
    return this.#groups.get(id);
  }

  /** Lets the running task wait until a group that it has begun is over. */
  join(group: Group, pause: Pause): Answer {
    if (group.outcome !== undefined) return pause.then();
    this.#current.joining = group;
    return this.#park(pause);
  }

  /** Forgets a group. Gives the tasks that are still to be ended; none of them goes on. */
  leave(group: Group): readonly Task[] {
    this.#groups.leave(group);
    return [...group.running];
  }

  /** Whose turn it is. The clock moves where all wait. */
  next(): Turn {
    for (;;) {
      const timer = this.#turns.isChosen ? undefined : this.timers.takeDue(this.#time.elapsedMs);
      if (timer !== undefined) return this.#beginCall(timer);
      const task = this.#turns.take(this.#time.schedule);
      if (task !== undefined) {
        this.#current = task;
        return { kind: 'task', task };
      }
      this.#moveOn();
    }
  }

  /** Notes that the task that runs has ended. */
  end(hasFailed: boolean): void {
    this.#live.delete(this.#current.id);
    this.#groups.end(this.#current, hasFailed);
  }

  /** Lets the scenario's own code go on next, whatever it waits for. */
  interrupt(): void {
    this.root.joining = undefined;
    this.#turns.insist(this.root);
  }

  /** Says that a task is being closed by the one that runs: what happens until `closed` is the closed one's. */
  closing(id: number): void {
    const task = this.#live.get(id);
    if (task === undefined) throw new Error(`there is no task ${id}`);
    this.#live.delete(id);
    this.#closing.push(this.#current);
    this.#current = task;
  }

  closed(): void {
    this.#current = this.#closing.pop() ?? this.root;
  }

  #beginCall(timer: Timer): Turn {
    const { elapsedMs } = this.#time;
    this.#calls = { atMs: elapsedMs, count: this.#calls.atMs === elapsedMs ? this.#calls.count + 1 : 1 };
    if (this.#calls.count > MAX_CALLS_AT_ONCE) return { kind: 'endless', timer };
    const again = timer.callCount > 1 ? ` #${timer.callCount}` : '';
    const task = createTask(this.#nextNumber(), `${timer.by} ${timer.number}${again}`, { timer });
    this.#current = task;
    return { kind: 'call', task, timer };
  }

  /** Moves the clock to what is due next, and wakes whom it concerns. */
  #moveOn(): void {
    const [nextMs, deadlineMs] = [Math.min(this.#turns.nextMs, this.timers.nextMs), this.#groups.nextMs];
    const dueMs = Math.min(nextMs, deadlineMs);
    if (dueMs === Number.POSITIVE_INFINITY) throw new Error('all tasks wait, and nothing is due');
    this.#time.elapsedMs = Math.max(this.#time.elapsedMs, dueMs);
    if (deadlineMs < nextMs) this.#groups.strike();
    else this.#turns.wake(dueMs);
  }

  #park({ then, refuse }: Pause): Answer {
    const task = this.#current;
    if (task.timer !== undefined) this.#live.set(task.id, task);
    return {
      kind: 'call',
      handler: PARK,
      args: [task === this.root],
      resume: ([isRefused]) => {
        if (isRefused !== true) return then();
        this.#turns.withdraw(task);
        task.joining = undefined;
        return refuse();
      },
    };
  }

  /** A name below that of the running task, unlike all before. */
  #nameTask(name: string): string {
    const outer = this.#current.name;
    const whole = outer === '' ? name : `${outer}${INSIDE}${name}`;
    const count = (this.#names.get(whole) ?? 0) + 1;
    if (count > 1 || this.#names.size < MAX_NAMES) this.#names.set(whole, count);
    return count === 1 ? whole : `${whole} #${count}`;
  }

  #nextNumber(): number {
    this.#count += 1;
    return this.#count;
  }
}
