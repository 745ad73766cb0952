import type { PlainData } from '../../script/script-errors.js';

/** One implementation of a rule, ready to be timed. */
export interface Variant {
  readonly name: string;
  readonly kind: 'lua' | 'native';
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** A hash of its source. */
  readonly version: string;
  /** Calls it: plain data in, its result out, in full. Throws a CallProblem. */
  call(input: PlainData): unknown;
  /** From nothing to the first result. */
  startCold(input: PlainData): Promise<void>;
  /** What a call is made of; only of Lua. */
  readonly parts?: LuaParts;
}

/** A Lua rule taken apart. */
export interface LuaParts {
  /** Takes an input and does nothing. */
  take(input: PlainData): unknown;
  /** Gives what the rule made of the next of the kept inputs. */
  give(): unknown;
  /** Keeps inputs in Lua and calls the rule with each. */
  keep(inputs: readonly PlainData[]): void;
  /** So many rounds of calls over the kept inputs, inside Lua. */
  loop(rounds: number): void;
  /** Calls the rule with each input, in few crossings. Gives the results. */
  callMany(inputs: readonly PlainData[]): readonly unknown[];
}
