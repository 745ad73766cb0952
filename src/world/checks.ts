import type { Failure } from '../model/outcome.js';

/** Failures kept of one scenario: enough to see what is wrong, whatever a loop does. */
const MAX_FAILURES = 100;

/** The checks of one scenario: how many there were, and those that said no. */
export class Checks {
  #count = 0;
  #nextNumber: number;
  readonly #failures: Map<number, Failure>;

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

  /** Gives the number of the failed check. */
  fail(failure: Failure): number {
    this.#count += 1;
    const number = this.#nextNumber++;
    if (this.#failures.size < MAX_FAILURES) this.#failures.set(number, failure);
    return number;
  }

  get count(): number {
    return this.#count;
  }

  get failures(): readonly Failure[] {
    return [...this.#failures.values()];
  }

  /** Adds to a failed check what was wrong; gives it where it is kept. */
  explain(number: number, detail: Partial<Failure>): Failure | undefined {
    const failure = this.#failures.get(number);
    if (failure === undefined) return undefined;
    const explained = { ...failure, ...detail };
    this.#failures.set(number, explained);
    return explained;
  }

  /** Takes back a failed check: it was expected. */
  withdraw(number: number): void {
    this.#failures.delete(number);
  }
}
