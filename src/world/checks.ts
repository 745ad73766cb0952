import { type Failure, WORLD_CHECKS } from '../model/outcome.js';
import { isWithin, type Task } from './task.js';

/** Failures kept of one scenario: enough to see what is wrong, whatever a loop does. */
const MAX_FAILURES = 100;
/** What the details of one scenario's failures may come to, as JSON; later ones keep their message alone. */
const MAX_DETAIL = 1024 * 1024;

const TOO_MUCH = 'the values are left out: this scenario has told of 1 MiB of them';

/** The checks of one scenario: how many there were, and those that said no. */
export class Checks {
  #count = 0;
  #nextNumber: number;
  readonly #failures: Map<number, Failure>;
  /** Where they were made, of those that were made while there were several tasks. */
  readonly #tasks = new Map<number, Task>();
  #detailSize = 0;

  constructor(nextNumber = 1, failures: ReadonlyMap<number, Failure> = new Map()) {
    this.#nextNumber = nextNumber;
    this.#failures = new Map(failures);
  }

  /** What has failed is handed on; what was checked is not: each scenario has to check something itself. */
  fork(): Checks {
    return new Checks(this.#nextNumber, this.#failures);
  }

  pass(): void {
    this.#count += 1;
  }

  /** Gives the number of the failed check. `task` is the one it was made in, where there are several. */
  fail(failure: Failure, task?: Task): number {
    this.#count += 1;
    const number = this.#nextNumber++;
    if (task !== undefined) this.#tasks.set(number, task);
    if (this.#failures.size < MAX_FAILURES) this.#failures.set(number, failure);
    return number;
  }

  get count(): number {
    return this.#count;
  }

  get failures(): readonly Failure[] {
    return [...this.#failures.values()];
  }

  /** The same, by their numbers. */
  get numbered(): ReadonlyMap<number, Failure> {
    return this.#failures;
  }

  /** Adds to a failed check what was wrong; gives it where it is kept. */
  explain(number: number, detail: Partial<Failure>): Failure | undefined {
    const failure = this.#failures.get(number);
    if (failure === undefined) return undefined;
    this.#detailSize += JSON.stringify(detail).length;
    const isTooMuch = this.#detailSize > MAX_DETAIL;
    const explained = isTooMuch
      ? { ...failure, message: detail.message ?? failure.message, notes: [TOO_MUCH] }
      : { ...failure, ...detail };
    this.#failures.set(number, explained);
    return explained;
  }

  /** The number that the next failed check will have. */
  get nextNumber(): number {
    return this.#nextNumber;
  }

  /**
   * Takes back the failed checks of these numbers, which were expected, and gives the last of them: those of a task and the
   * ones it has begun, where there are several. Failures that no check of the scenario's made, such as a call that no mock
   * answers, stay.
   */
  withdraw(from: number, to = Number.POSITIVE_INFINITY, task?: Task): Failure | undefined {
    let last: Failure | undefined;
    for (const [number, failure] of this.#failures) {
      if (number < from || number > to || WORLD_CHECKS.has(failure.check)) continue;
      const maker = this.#tasks.get(number);
      if (task !== undefined && maker !== undefined && !isWithin(maker, task)) continue;
      this.#failures.delete(number);
      last = failure;
    }
    return last;
  }
}
