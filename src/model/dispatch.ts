import type { Address } from './address.js';
import type { Value } from './value.js';

/**
 * What the host answers to a call from Lua.
 * - `value`: these are the results.
 * - `raise`: an error with this message, at the caller's line. `failure`: the number of the failed check
 *   that says the same, where the world has noted one.
 * - `wait`: the answer comes later; the calling coroutine sleeps, and with it all coroutines around it.
 * - `call`: Lua calls the function it keeps under `handler`, hands its results to `resume`, and acts on what that answers.
 */
export type Answer =
  | { readonly kind: 'value'; readonly values: readonly Value[] }
  | { readonly kind: 'raise'; readonly message: string; readonly failure?: number }
  | { readonly kind: 'wait'; readonly answer: Promise<Answer> }
  | {
      readonly kind: 'call';
      readonly handler: number;
      readonly args: readonly Value[];
      readonly resume: (results: readonly Value[]) => Answer;
    };

/** What a host function can learn of the call it answers. Valid until it has answered with values or an error. */
export interface CallSite {
  /** The innermost line of the user's that led to the call. */
  address(): Address | undefined;
  /**
   * Lets virtual time pass for this call alone, as `passTime` does for all others: the caller has further calls, which go on
   * meanwhile.
   */
  pause?(ms: number, then: () => Answer): Answer;
}

/** Answers every call from Lua. `op` is the number a binding's function was given at boot. */
export type Dispatch = (op: number, args: readonly Value[], site: CallSite) => Answer;

/**
 * Thrown by a host function to raise an error in Lua, at the caller's line. `failure`: the number of the failed check that
 * says the same, where the world has noted one, so that the error need not be told again.
 */
export class LuaRaise extends Error {
  readonly failure: number | undefined;

  constructor(message: string, failure?: number) {
    super(message);
    this.name = 'LuaRaise';
    this.failure = failure;
  }
}

const NOTHING: Answer = { kind: 'value', values: [] };

/** The answer of a host function that returned these values. */
export function answerValue(...values: readonly Value[]): Answer {
  return values.length === 0 ? NOTHING : { kind: 'value', values };
}
