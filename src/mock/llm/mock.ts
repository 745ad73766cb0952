import type { Address } from '../../model/address.js';
import type { Chance } from './fault.js';
import type { LlmMatch } from './match.js';
import type { MockReply } from './reply.js';

/** Who made a mock: `base` mocks come from files, `hook` ones from set-up code, `body` ones from a scenario itself. */
export type MockOrigin = 'base' | 'hook' | 'body';

/**
 * How a mock comes by its answers.
 * - `none`: it has none yet, and matches nothing.
 * - `replies`: one for every call, or with `isSequence` one after the other.
 * - `function`: a Lua function of that number gives them; `isScript`: until it says that it has ended.
 */
export type MockAnswers =
  | { readonly kind: 'none' }
  | { readonly kind: 'replies'; readonly replies: readonly MockReply[]; readonly isSequence: boolean }
  | { readonly kind: 'function'; readonly handler: number; readonly isScript: boolean };

/** What a mock is. It is replaced, never changed, so that forks share it. */
export interface LlmMock {
  readonly id: number;
  readonly name?: string;
  readonly match: LlmMatch;
  /** The number of a Lua function that must say yes to the request. */
  readonly where?: number;
  readonly origin: MockOrigin;
  readonly at?: Address;
  readonly answers: MockAnswers;
  /** How many calls it must answer, and how many it may, as `times` or `at_least` have it. */
  readonly bounds?: { readonly least: number; readonly most: number };
  /** Whether it may stay unused. Else it is a promise where a scenario's body made it, or where it has bounds. */
  readonly isOptional: boolean;
  /** Mocks that must have answered before, by id. */
  readonly after: readonly number[];
  readonly chances: readonly Chance[];
}

/** What a mock has done in one world. */
export interface MockState {
  /** Answers given; faults that came by chance are none. */
  readonly used: number;
  /** Whether its script has ended. */
  readonly hasEnded: boolean;
}

/** Why a mock did not answer a request that it could have matched. */
export type Unready =
  | { readonly kind: 'no answers' }
  | { readonly kind: 'used up' }
  | { readonly kind: 'too early'; readonly before: LlmMock };

/** The most calls that a mock can answer. */
export function mostAnswers({ answers, bounds }: LlmMock): number {
  const given = answers.kind === 'replies' && answers.isSequence ? answers.replies.length : Number.POSITIVE_INFINITY;
  return Math.min(given, bounds?.most ?? Number.POSITIVE_INFINITY);
}

/** The calls that a mock must answer: those that it is bound to, the whole of a sequence, else one. */
export function leastAnswers({ answers, bounds }: LlmMock): number {
  if (bounds !== undefined) return bounds.least;
  return answers.kind === 'replies' && answers.isSequence ? answers.replies.length : 1;
}

export function isPromise({ isOptional, origin, bounds }: LlmMock): boolean {
  return !isOptional && (origin === 'body' || bounds !== undefined);
}
