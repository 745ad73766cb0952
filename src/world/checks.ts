import type { Failure } from '../model/outcome.js';

/** Failures kept of one scenario: enough to see what is wrong, whatever a loop does. */
const MAX_FAILURES = 100;

/** The checks of one scenario: how many there were, and those that said no. */
export class Checks {
  #count: number;
  readonly #failures: Failure[];

  constructor(count = 0, failures: readonly Failure[] = []) {
    this.#count = count;
    this.#failures = [...failures];
  }

  fork(): Checks {
    return new Checks(this.#count, this.#failures);
  }

  pass(): void {
    this.#count += 1;
  }

  fail(failure: Failure): void {
    this.#count += 1;
    if (this.#failures.length < MAX_FAILURES) this.#failures.push(failure);
  }

  get count(): number {
    return this.#count;
  }

  get failures(): readonly Failure[] {
    return this.#failures;
  }

  /** Takes back the last failure: it was expected. */
  consume(): void {
    this.#failures.pop();
  }
}
