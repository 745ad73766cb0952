import type { Mock, MockKind } from './mock.js';
import type { Mocks } from './mocks.js';

/** What a look for a mock needs to know of the call. */
export interface Sought<Kind extends MockKind> {
  /** What the call is for: a model, a method. */
  readonly key: string;
  readonly matches: (match: Kind['match']) => boolean;
}

/** A look for the mock that answers one call. */
export class MockSearch<Kind extends MockKind> {
  readonly #mocks: Mocks<Kind>;
  readonly #matches: Sought<Kind>['matches'];
  readonly #candidates: Iterator<number, void>;

  constructor(mocks: Mocks<Kind>, { key, matches }: Sought<Kind>) {
    this.#mocks = mocks;
    this.#matches = matches;
    this.#candidates = mocks.candidates(key);
  }

  /** The next mock that matches as far as data can tell and has an answer left, the newest first. */
  next(): Mock<Kind> | undefined {
    for (let step = this.#candidates.next(); step.done !== true; step = this.#candidates.next()) {
      const mock = this.#mocks.get(step.value);
      if (this.#mocks.findUnready(mock) === undefined && this.#matches(mock.match)) return mock;
    }
    return undefined;
  }
}
