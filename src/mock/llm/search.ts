import type { LlmRequest } from '../llm-request.js';
import { matchesRequest } from './compare-request.js';
import type { CallNumbers } from './match.js';
import type { LlmMock } from './mock.js';
import type { LlmMocks } from './mocks.js';

/** A look for the mock that answers one request. */
export class MockSearch {
  readonly #mocks: LlmMocks;
  readonly #request: LlmRequest;
  readonly #numbers: CallNumbers;
  readonly #candidates: Iterator<number, void>;

  constructor(mocks: LlmMocks, request: LlmRequest, numbers: CallNumbers) {
    this.#mocks = mocks;
    this.#request = request;
    this.#numbers = numbers;
    this.#candidates = mocks.candidates(request.model);
  }

  /** The next mock that matches as far as data can tell and has an answer left, the newest first. */
  next(): LlmMock | undefined {
    for (let step = this.#candidates.next(); step.done !== true; step = this.#candidates.next()) {
      const mock = this.#mocks.get(step.value);
      const isReady = this.#mocks.findUnready(mock) === undefined;
      if (isReady && matchesRequest(mock.match, this.#request, this.#numbers)) return mock;
    }
    return undefined;
  }
}
