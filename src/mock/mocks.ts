import {
  isKept,
  isPromise,
  leastAnswers,
  type Mock,
  type MockKind,
  type MockParts,
  type MockState,
  mostAnswers,
  type Unready,
} from './mock.js';
import { MockIndex } from './mock-index.js';

const FRESH: MockState = { used: 0, hasEnded: false, hasFaulted: false };

/** What a mock is for (a model, a method), where its match names it; others may be meant for any call. */
export type KeysOf<Kind extends MockKind> = (match: Kind['match']) => readonly string[] | undefined;

/**
 * The scripted answers of one world, oldest first; base mocks are made before all others. What mocks are is shared by forks
 * until one of them changes something; what they have done is each world's own.
 */
export class Mocks<Kind extends MockKind> {
  readonly #keysOf: KeysOf<Kind>;
  #mocks: Mock<Kind>[] = [];
  #states: MockState[] = [];
  #index = new MockIndex();
  /** Whether `#mocks` and `#index` are another world's too. */
  #isShared = false;

  constructor(keysOf: KeysOf<Kind>) {
    this.#keysOf = keysOf;
  }

  fork(): Mocks<Kind> {
    const fork = new Mocks(this.#keysOf);
    fork.#mocks = this.#mocks;
    fork.#index = this.#index;
    fork.#isShared = true;
    this.#isShared = true;
    fork.#states = [...this.#states];
    return fork;
  }

  get all(): readonly Mock<Kind>[] {
    return this.#mocks;
  }

  /** Adds a mock; gives its id. */
  add(parts: MockParts<Kind>): number {
    this.#own();
    const id = this.#mocks.length;
    const mock: Mock<Kind> = { ...parts, id };
    this.#mocks.push(mock);
    this.#states.push(FRESH);
    this.#index.add(id, this.#keysOf(mock.match));
    return id;
  }

  /** Changes all but the match of a mock. */
  update(id: number, change: Partial<Omit<MockParts<Kind>, 'match' | 'origin'>>): Mock<Kind> {
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
  get(id: number): Mock<Kind> {
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

  /** Ids of mocks that may be meant for a key, the newest first. Those that are made meanwhile are not among them. */
  candidates(key: string): Iterator<number, void> {
    return this.#index.candidates(key);
  }

  /** Why a mock has no answer now; undefined where it has one. */
  findUnready(mock: Mock<Kind>): Unready<Kind> | undefined {
    if (mock.answers.kind === 'none') return { kind: 'no answers' };
    const { used, hasEnded } = this.stateOf(mock.id);
    if (hasEnded || used >= mostAnswers(mock)) return { kind: 'used up' };
    const before = mock.after.find((id) => !this.#hasAnswered(this.get(id)));
    return before === undefined ? undefined : { kind: 'too early', before: this.get(before) };
  }

  /** Whether a mock that others come after has done its part: all that it must, and one answer at least. */
  #hasAnswered(mock: Mock<Kind>): boolean {
    return this.stateOf(mock.id).used >= Math.max(1, leastAnswers(mock));
  }

  /** Promised answers that were not used as often as promised. */
  unkept(): Mock<Kind>[] {
    return this.#mocks.filter((mock) => isPromise(mock) && !isKept(mock, this.stateOf(mock.id)));
  }

  /** How many promised answers were used as promised. */
  countKept(): number {
    let count = 0;
    for (const mock of this.#mocks) if (isPromise(mock) && isKept(mock, this.stateOf(mock.id))) count += 1;
    return count;
  }
}
