import { RandomStream } from './random-stream.js';

/** One moment at which more than one task could go on. */
export interface Choice {
  /** Their numbers; the first is the one that goes on in plain order. */
  readonly tasks: readonly number[];
  /** Place of the one that went on. */
  readonly chosen: number;
}

/** Choices of a scenario that are held, and tasks in all of them; later ones are only counted. */
const MAX_HELD = 1000;
const MAX_TASKS_HELD = 50_000;
/** How often, in one of so many choices, the task that comes first falls behind all others. */
const FALL_BACK = 8;

/**
 * An order in which tasks go on, known by its number. Number 0 is the plain order: whoever could go on first goes first, and
 * goes on until it waits. Of the others the odd ones draw each turn; the even ones give tasks ranks, which now and then
 * change, so that one task may get far ahead of the others (after Burckhardt et al., "A Randomized Scheduler with
 * Probabilistic Guarantees of Finding Bugs", ASPLOS 2010). The same seed, number and choices give the same order.
 */
export class Schedule {
  /** 0 is the plain order. */
  readonly number: number;
  readonly #seed: () => string;
  readonly #choices: Choice[] = [];
  #pick: Pick | undefined;
  #count = 0;
  #taskCount = 0;

  /** `seed` is asked for at the first choice: most scenarios have none. */
  constructor(seed: () => string, number: number) {
    this.#seed = seed;
    this.number = number;
  }

  /** Place of the task that goes on, of at least two. */
  choose(tasks: readonly number[]): number {
    this.#pick ??= createPick(this.#seed(), this.number);
    const chosen = this.#pick(tasks);
    this.#count += 1;
    this.#taskCount += tasks.length;
    const isHeld = this.#choices.length < MAX_HELD && this.#taskCount <= MAX_TASKS_HELD;
    if (isHeld) this.#choices.push({ tasks, chosen });
    return chosen;
  }

  /** How many choices there were. */
  get count(): number {
    return this.#count;
  }

  /** The first of them. */
  get choices(): readonly Choice[] {
    return this.#choices;
  }
}

/** Gives the place of the task that goes on. */
type Pick = (tasks: readonly number[]) => number;

function createPick(seed: string, number: number): Pick {
  if (number === 0) return () => 0;
  const stream = new RandomStream(`${seed} schedule ${number}`);
  return number % 2 === 1 ? (tasks) => stream.integer(0, tasks.length - 1) : createRanking(stream);
}

function createRanking(stream: RandomStream): Pick {
  const ranks = new Map<number, number>();
  let lowest = 0;
  const rankOf = (task: number): number => {
    const rank = ranks.get(task) ?? stream.number();
    ranks.set(task, rank);
    return rank;
  };
  const findFirst = (tasks: readonly number[]): number =>
    tasks.reduce((best, task, place) => (rankOf(task) > rankOf(tasks[best] ?? 0) ? place : best), 0);
  return (tasks) => {
    const first = findFirst(tasks);
    if (stream.integer(1, FALL_BACK) > 1) return first;
    lowest -= 1;
    ranks.set(tasks[first] ?? 0, lowest);
    return findFirst(tasks);
  };
}
