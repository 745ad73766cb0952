import { createHttpMocks, type HttpMocking } from '../../mock/http/http-mock.js';
import type { MockParts } from '../../mock/mock.js';
import { Ledger } from '../mocks/ledger.js';

/** All of the mocked services that a scenario can change. It forks with the world. */
export class HttpState {
  mocks = createHttpMocks();
  ledger = new Ledger<HttpMocking>();
  #count = 0;
  #answerCount = 0;

  constructor(base: readonly MockParts<HttpMocking>[] = []) {
    for (const mock of base) this.mocks.add(mock);
  }

  fork(): HttpState {
    const fork = new HttpState();
    fork.mocks = this.mocks.fork();
    fork.ledger = this.ledger.fork();
    fork.#count = this.#count;
    fork.#answerCount = this.#answerCount;
    return fork;
  }

  /** Counts a request; gives its number. */
  countRequest(): number {
    this.#count += 1;
    return this.#count;
  }

  /** Counts an answer of a model’s that goes over the network; gives its number. */
  countAnswer(): number {
    this.#answerCount += 1;
    return this.#answerCount;
  }
}
