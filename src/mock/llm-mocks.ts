import type { Address } from '../model/address.js';
import { compareRequest, type LlmMatch, type LlmReply, type Mismatch } from './llm-match.js';
import type { LlmRequest } from './llm-request.js';

/** Who made a mock: `base` mocks come from files, `hook` ones from set-up code, `body` ones from a scenario itself. */
export type MockOrigin = 'base' | 'hook' | 'body';

export interface LlmMock {
  readonly id: number;
  readonly match: LlmMatch;
  readonly origin: MockOrigin;
  readonly at?: Address;
  /** One is given a call, in order; the last is not repeated unless it is the only one. */
  readonly replies: readonly LlmReply[];
  /** Most calls it answers; unlimited where undefined. */
  readonly limit?: number;
  /** Whether it may stay unused. Else it is a promise where a scenario's body made it, or where it says how often. */
  readonly isOptional: boolean;
  readonly isCounted: boolean;
  readonly used: number;
}

/** The mock that came nearest to a request, and what kept it from matching. */
export interface NearestMock {
  readonly mock: LlmMock;
  readonly mismatches: readonly Mismatch[];
  readonly isExhausted: boolean;
}

export type MatchResult =
  | { readonly kind: 'matched'; readonly mock: LlmMock; readonly reply: LlmReply }
  | { readonly kind: 'unmatched'; readonly nearest: NearestMock | undefined };

/** The scripted answers of one world, oldest first. Mocks are replaced, never changed, so a fork is a copied list. */
export class LlmMocks {
  readonly #mocks: LlmMock[];

  constructor(mocks: readonly LlmMock[] = []) {
    this.#mocks = [...mocks];
  }

  fork(): LlmMocks {
    return new LlmMocks(this.#mocks);
  }

  get all(): readonly LlmMock[] {
    return this.#mocks;
  }

  /** Adds a mock without replies; gives its id. */
  add(match: LlmMatch, origin: MockOrigin, at?: Address): number {
    const id = this.#mocks.length;
    this.#mocks.push({
      id,
      match,
      origin,
      replies: [],
      isOptional: false,
      isCounted: false,
      used: 0,
      ...(at === undefined ? {} : { at }),
    });
    return id;
  }

  /** Changes a mock; undefined ids are the caller's mistake. */
  update(id: number, change: Partial<Pick<LlmMock, 'replies' | 'limit' | 'isOptional' | 'isCounted'>>): void {
    const mock = this.#mocks[id];
    if (mock === undefined) throw new Error(`there is no mock ${id}`);
    this.#mocks[id] = { ...mock, ...change };
  }

  /** Takes the answer to a request: the newest mock that matches and is not used up; base mocks come last. */
  take(request: LlmRequest): MatchResult {
    const ordered = [...this.#mocks].sort((a, b) => rank(b) - rank(a) || b.id - a.id);
    const mock = ordered.find((each) => !isExhausted(each) && compareRequest(each.match, request).length === 0);
    const reply = mock?.replies[Math.min(mock.used, mock.replies.length - 1)];
    if (mock === undefined || reply === undefined) return { kind: 'unmatched', nearest: findNearest(ordered, request) };
    this.#mocks[mock.id] = { ...mock, used: mock.used + 1 };
    return { kind: 'matched', mock, reply };
  }

  /** Promised answers that were not used as often as promised. */
  unkept(): LlmMock[] {
    return this.#mocks.filter((mock) => isPromise(mock) && mock.used < (mock.limit ?? 1));
  }

  /** Promised answers that were used as promised. */
  kept(): LlmMock[] {
    return this.#mocks.filter((mock) => isPromise(mock) && mock.used >= (mock.limit ?? 1));
  }
}

function isPromise(mock: LlmMock): boolean {
  return !mock.isOptional && (mock.origin === 'body' || mock.isCounted);
}

function rank(mock: LlmMock): number {
  return mock.origin === 'base' ? 0 : 1;
}

/** Whether a mock has given all the answers it has. */
export function isExhausted(mock: LlmMock): boolean {
  return mock.used >= (mock.limit ?? (mock.replies.length > 1 ? mock.replies.length : Number.POSITIVE_INFINITY));
}

function findNearest(mocks: readonly LlmMock[], request: LlmRequest): NearestMock | undefined {
  const candidates = mocks.map((mock) => ({
    mock,
    mismatches: compareRequest(mock.match, request),
    isExhausted: isExhausted(mock),
  }));
  return candidates.sort((a, b) => a.mismatches.length - b.mismatches.length)[0];
}
