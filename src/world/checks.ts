import type { Failure } from '../model/outcome.js';

/** Failures kept of one scenario: enough to see what is wrong, whatever a loop does. */
const MAX_FAILURES = 100;

/** The checks of one scenario: how many there were, and those that said no. */
export class Checks {
  #count: number;
  readonly #failures: Map<number, Failure>;

  constructor(count = 0, failures: ReadonlyMap<number, Failure> = new Map()) {
    this.#count = count;
    this.#failures = new Map(failures);
  }

  fork(): Checks {
    return new Checks(this.#count, this.#failures);
  }

  pass(): void {
    this.#count += 1;
  }

  /** Gives the number of the failed check. */
  fail(failure: Failure): number {
    this.#count += 1;
    if (this.#failures.size < MAX_FAILURES) this.#failures.set(this.#count, failure);
    return this.#count;
  }

  get count(): number {
    return this.#count;
  }

  get failures(): readonly Failure[] {
    return [...this.#failures.values()];
  }

  /** Adds to a failed check what was wrong; gives it where it is kept. */
  explain(number: number, detail: Omit<Failure, 'check'>): Failure | undefined {
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
