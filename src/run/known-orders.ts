import { type Choice, Schedule } from '../world/schedule.js';

/** A moment at which several tasks could go on, as it follows from the choices before it. */
interface Fork {
  readonly tasks: readonly number[];
  /** By place in `tasks`, what came of choosing it; undefined where that was not tried. */
  readonly ways: Way[];
  /** Whether each was, and all that could follow. */
  isWhole: boolean;
}

/** Moments held of one scenario. */
const MAX_FORKS = 200_000;

/** `end`: the scenario ends there. `far`: there are more choices than are held, so that it is never quite known. */
type Way = Fork | 'end' | 'far' | undefined;

/**
 * The orders of one scenario's tasks that were tried, as a tree of their choices. The same choices always lead to the same
 * ones, so that it can be told of a schedule, without running it, whether it would be an order that was tried already.
 */
export class KnownOrders {
  readonly #seed: () => string;
  #root: Way;
  #forkCount = 0;

  constructor(seed: () => string) {
    this.#seed = seed;
  }

  /** Notes an order by its choices, of which there were `count`. */
  add(choices: readonly Choice[], count: number): void {
    const steps: { fork: Fork; chosen: number }[] = [];
    let way = this.#root;
    for (const { tasks, chosen } of choices) {
      if (typeof way !== 'object' && this.#forkCount >= MAX_FORKS) break;
      const fork = typeof way === 'object' ? way : this.#createFork(tasks);
      steps.push({ fork, chosen });
      way = fork.ways[chosen];
    }
    const end: Way = steps.length < count ? 'far' : 'end';
    this.#root = steps.reduceRight<Way>((below, { fork, chosen }) => {
      fork.ways[chosen] = below;
      fork.isWhole = fork.tasks.every((_, place) => isWhole(fork.ways[place]));
      return fork;
    }, end);
  }

  /** Whether no order is left to try. */
  get isComplete(): boolean {
    return isWhole(this.#root);
  }

  /** Whether the schedule of that number would be an order that was tried. */
  has(number: number): boolean {
    const schedule = new Schedule(this.#seed, number);
    let way = this.#root;
    while (typeof way === 'object') way = way.ways[schedule.choose(way.tasks)];
    return way === 'end';
  }

  #createFork(tasks: readonly number[]): Fork {
    this.#forkCount += 1;
    return { tasks, ways: [], isWhole: false };
  }
}

function isWhole(way: Way): boolean {
  return way === 'end' || (typeof way === 'object' && way.isWhole);
}
