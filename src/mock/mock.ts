import type { Address } from '../model/address.js';
import type { Value } from '../model/value.js';

/** Who made a mock: `base` mocks come from files, `hook` ones from set-up code, `body` ones from a scenario itself. */
export type MockOrigin = 'base' | 'hook' | 'body';

/** What tells one kind of mocks from another: those of the model, those of other services. */
export interface MockKind {
  /** What a call must be like; `written` is that as its author wrote it. */
  readonly match: { readonly written: Value };
  readonly reply: unknown;
  readonly fault: unknown;
  /** What is matched. */
  readonly call: unknown;
}

/**
 * How a mock comes by its answers.
 * - `none`: it has none yet, and matches nothing.
 * - `replies`: one for every call, or with `isSequence` one after the other.
 * - `function`: a Lua function of that number gives them; `isScript`: until it says that it has ended.
 */
export type MockAnswers<Reply = unknown> =
  | { readonly kind: 'none' }
  | { readonly kind: 'replies'; readonly replies: readonly Reply[]; readonly isSequence: boolean }
  | { readonly kind: 'function'; readonly handler: number; readonly isScript: boolean };

/** A fault that comes with some probability in place of a mock's own answer. */
export interface Chance<Fault = unknown> {
  /** From 0 to 1. */
  readonly probability: number;
  readonly fault: Fault;
}

/** How many calls a mock must answer, and how many it may, as `times` or `at_least` have it. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** What a mock is. It is replaced, never changed, so that forks share it. */
export interface Mock<Kind extends MockKind = MockKind> {
  readonly id: number;
  readonly name?: string;
  readonly match: Kind['match'];
  /** The number of a Lua function that must say yes to the call. */
  readonly where?: number;
  readonly origin: MockOrigin;
  readonly at?: Address;
  readonly answers: MockAnswers<Kind['reply']>;
  readonly bounds?: Bounds;
  /** Whether it may stay unused. Else it is a promise where a scenario's body made it, or where it has bounds. */
  readonly isOptional: boolean;
  /** Mocks that must have answered before, by id. */
  readonly after: readonly number[];
  readonly chances: readonly Chance<Kind['fault']>[];
}

/** What is told of a mock when it is made or changed. */
export type MockParts<Kind extends MockKind = MockKind> = Omit<Mock<Kind>, 'id'>;

/** What a mock has done in one world. */
export interface MockState {
  /** Answers given; faults that came by chance are none. */
  readonly used: number;
  /** Whether its script has ended. */
  readonly hasEnded: boolean;
  /** Whether a fault came by chance in place of an answer. */
  readonly hasFaulted: boolean;
}

/** Why a mock did not answer a call that it could have matched. */
export type Unready<Kind extends MockKind = MockKind> =
  | { readonly kind: 'no answers' }
  | { readonly kind: 'used up' }
  | { readonly kind: 'too early'; readonly before: Mock<Kind> };

/** The most calls that a mock can answer. */
export function mostAnswers({ answers, bounds }: Mock): number {
  const given = answers.kind === 'replies' && answers.isSequence ? answers.replies.length : Number.POSITIVE_INFINITY;
  return Math.min(given, bounds?.most ?? Number.POSITIVE_INFINITY);
}

/** The calls that a mock must answer: those that it is bound to, the whole of a sequence, else one. */
export function leastAnswers({ answers, bounds }: Mock): number {
  if (bounds !== undefined) return bounds.least;
  return answers.kind === 'replies' && answers.isSequence ? answers.replies.length : 1;
}

/** Whether a mock has done what it must. Where chance has taken a call, only bounds say that it must do more. */
export function isKept(mock: Mock, { used, hasFaulted }: MockState): boolean {
  return used >= leastAnswers(mock) || (hasFaulted && mock.bounds === undefined);
}

export function isPromise({ isOptional, origin, bounds }: Mock): boolean {
  return !isOptional && (origin === 'body' || bounds !== undefined);
}

/** Why a mock cannot keep to bounds: a sequence has only so many answers. */
export function findBoundsProblem(answers: MockAnswers, bounds: Bounds): string | undefined {
  if (answers.kind !== 'replies' || !answers.isSequence) return undefined;
  const count = answers.replies.length;
  if (bounds.least > count) return `a sequence of ${count} cannot answer ${bounds.least} calls`;
  return bounds.most < count ? `a sequence of ${count} has more answers than ${bounds.most}` : undefined;
}
