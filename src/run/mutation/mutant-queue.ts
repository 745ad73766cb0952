import type { Finding } from '../../model/mutation.js';
import type { Unit } from '../deadline.js';
import type { Queue } from '../work-queue.js';
import type { Interruption, MutantWork, WorkItem } from '../worker-messages.js';

/** Mutants handed out at once. */
const MAX_BATCH = 8;

/** The mutants still to run. It knows nothing of threads. */
export class MutantQueue implements Queue {
  #waiting: WorkItem[];
  readonly #found: (Finding | undefined)[];
  readonly #isDone: boolean[];

  /** Items have the numbers of their mutants in the list. */
  constructor(mutants: readonly MutantWork[]) {
    this.#waiting = mutants.map((mutant, id) => ({
      id,
      file: mutant.script,
      positions: [],
      interruptions: [],
      mutant,
    }));
    this.#found = new Array(mutants.length).fill(undefined);
    this.#isDone = new Array(mutants.length).fill(false);
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** By mutant what found it; `null` of one that was not run to its end. */
  get findings(): readonly (Finding | undefined | null)[] {
    return this.#found.map((found, i) => (this.#isDone[i] === true ? found : null));
  }

  take(workerCount: number): WorkItem[] {
    return this.#waiting.splice(0, Math.min(MAX_BATCH, Math.ceil(this.#waiting.length / (workerCount * 4))));
  }

  /** Notes what became of a mutant. */
  finish(item: number, found: Finding | undefined): void {
    this.#isDone[item] = true;
    this.#found[item] = found;
  }

  loaded(): void {}

  done(): void {}

  /** What a worker dies of is found by that; the others have to be run again. */
  giveBack(items: readonly WorkItem[], unit: Unit, cause: Interruption['cause']): void {
    const died = items.find(({ id }) => id === unit.item);
    if (died !== undefined && this.#isDone[died.id] !== true) this.finish(died.id, describeDeath(died, unit, cause));
    this.#waiting.unshift(...items.filter(({ id }) => this.#isDone[id] !== true));
  }

  giveBackUntold(): void {}

  close(): void {
    this.#waiting = [];
  }
}

function describeDeath({ mutant }: WorkItem, { timeoutMs }: Unit, cause: Interruption['cause']): Finding {
  const by = mutant?.runs[0]?.file ?? '';
  if (cause === 'crashed') return { how: 'failed', by, message: 'the worker ended' };
  return { how: 'timed-out', by, message: `took longer than ${timeoutMs} ms` };
}
