import type { LlmRequest } from '../llm-request.js';
import { matchesRequest } from './compare-request.js';
import type { CallNumbers } from './match.js';
import { isPromise, type LlmMock, leastAnswers, type MockState, mostAnswers, type Unready } from './mock.js';
import { MockIndex } from './mock-index.js';

/** What is told of a mock when it is made or changed. */
export type MockParts = Omit<LlmMock, 'id'>;

const FRESH: MockState = { used: 0, hasEnded: false };

/** How far a look for the answer to one request has come. */
export interface Search {
  readonly request: LlmRequest;
  readonly numbers: CallNumbers;
  readonly candidates: Iterator<number, void>;
}

/**
 * The scripted answers of one world, oldest first; base mocks are made before all others. What mocks are is shared by forks
 * until one of them changes something; what they have done is each world's own.
 */
export class LlmMocks {
  #mocks: LlmMock[] = [];
  #states: MockState[] = [];
  #index = new MockIndex();
  /** Whether `#mocks` and `#index` are another world's too. */
  #isShared = false;

  fork(): LlmMocks {
    const fork = new LlmMocks();
    fork.#mocks = this.#mocks;
    fork.#index = this.#index;
    fork.#isShared = true;
    this.#isShared = true;
    fork.#states = [...this.#states];
    return fork;
  }

  get all(): readonly LlmMock[] {
    return this.#mocks;
  }

  /** Adds a mock; gives its id. */
  add(parts: MockParts): number {
    this.#own();
    const id = this.#mocks.length;
    const mock = { ...parts, id };
    this.#mocks.push(mock);
    this.#states.push(FRESH);
    this.#index.add(mock);
    return id;
  }

  /** Changes all but the match of a mock. */
  update(id: number, change: Partial<Omit<MockParts, 'match' | 'origin'>>): LlmMock {
    this.#own();
    const mock = { ...this.get(id), ...change };
    this.#mocks[id] = mock;
    return mock;
  }

  #own(): void {
    if (!this.#isShared) return;
    this.#mocks = [...this.#mocks];
    this.#index = this.#index.copy();
    this.#isShared = false;
  }

  /** The mock with an id; any other id is our mistake. */
  get(id: number): LlmMock {
    const mock = this.#mocks[id];
    if (mock === undefined) throw new Error(`there is no mock ${id}`);
    return mock;
  }

  stateOf(id: number): MockState {
    return this.#states[id] ?? FRESH;
  }

  /** Notes what a mock has done. */
  note(id: number, change: Partial<MockState>): void {
    this.#states[id] = { ...this.stateOf(id), ...change };
  }

  /** Begins to look for the mock that answers. */
  search(request: LlmRequest, numbers: CallNumbers): Search {
    return { request, numbers, candidates: this.#index.candidates(request.model) };
  }

  /** The next mock that matches as far as data can tell and has an answer left, the newest first. */
  next({ request, numbers, candidates }: Search): LlmMock | undefined {
    for (let step = candidates.next(); step.done !== true; step = candidates.next()) {
      const mock = this.get(step.value);
      if (this.findUnready(mock) === undefined && matchesRequest(mock.match, request, numbers)) return mock;
    }
    return undefined;
  }

  /** Why a mock has no answer now; undefined where it has one. */
  findUnready(mock: LlmMock): Unready | undefined {
    if (mock.answers.kind === 'none') return { kind: 'no answers' };
    const { used, hasEnded } = this.stateOf(mock.id);
    if (hasEnded || used >= mostAnswers(mock)) return { kind: 'used up' };
    const before = mock.after.find((id) => !this.#hasAnswered(this.get(id)));
    return before === undefined ? undefined : { kind: 'too early', before: this.get(before) };
  }

  /** Whether a mock that others come after has done its part: all that it must, and one answer at least. */
  #hasAnswered(mock: LlmMock): boolean {
    return this.stateOf(mock.id).used >= Math.max(1, leastAnswers(mock));
  }

  /** Promised answers that were not used as often as promised. */
  unkept(): LlmMock[] {
    return this.#mocks.filter((mock) => isPromise(mock) && this.stateOf(mock.id).used < leastAnswers(mock));
  }

  /** How many promised answers were used as promised. */
  countKept(): number {
    let count = 0;
    for (const mock of this.#mocks) if (isPromise(mock) && this.stateOf(mock.id).used >= leastAnswers(mock)) count += 1;
    return count;
  }
}
