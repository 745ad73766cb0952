import type { Due } from './due-queue.js';
import type { Timer } from './timers.js';

/** What stands between the names of a task and of one that it has begun. */
export const INSIDE = ' › ';

/** Names of calls that timers make, and of what these have begun. */
const CALL = /^clock\.(at|after|every) \d+/;

/** The same as `isWithin`, of tasks by their names; the scenario's own code, which begins no timer's call, has none. */
export function isTaskWithin(name: string, outer: string): boolean {
  return name === outer || (outer === '' ? !CALL.test(name) : name.startsWith(`${outer}${INSIDE}`));
}

/** One of the things that go on at the same virtual time, each in a coroutine of the prelude's. */
export interface Task {
  /** 0 is the scenario's own code. */
  readonly id: number;
  /** As the journal calls it; empty for the scenario's own code. */
  readonly name: string;
  /** Those that were begun together with it. */
  readonly group: Group | undefined;
  /** The timer whose call it is. */
  readonly timer: Timer | undefined;
  /** Where it waits for a moment. */
  sleeper: Sleeper | undefined;
  /** Where it waits for others to end. */
  joining: Group | undefined;
  /** Number of the journal's entry that tells of its beginning. */
  begunBy: number | undefined;
  /** Whether a check in it has held. */
  hasChecked: boolean;
}

/** A task that waits for a moment. */
export interface Sleeper extends Due {
  readonly task: Task;
}

/** Tasks that one task has begun and waits for. */
export interface Group {
  readonly id: number;
  readonly parent: Task;
  readonly isRace: boolean;
  /** Those that have not ended. */
  readonly running: Set<Task>;
  deadline: Deadline | undefined;
  outcome: GroupOutcome | undefined;
}

/** What came of a group: all have ended, the time was over, or one has ended the others. */
export type GroupOutcome =
  | { readonly kind: 'done' | 'late' }
  | { readonly kind: 'first' | 'failed'; readonly task: Task };

export interface Deadline extends Due {
  readonly group: Group;
}

/** Whether a task is another, or was begun by it, or by one that was. */
export function isWithin(task: Task, outer: Task): boolean {
  if (task === outer) return true;
  return task.group !== undefined && isWithin(task.group.parent, outer);
}

export function createTask(id: number, name: string, from: Partial<Pick<Task, 'group' | 'timer'>> = {}): Task {
  const { group, timer } = from;
  return { id, name, group, timer, sleeper: undefined, joining: undefined, begunBy: undefined, hasChecked: false };
}
