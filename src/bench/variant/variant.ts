import type { PlainData } from '../../script/script-errors.js';

/** One implementation of a rule, ready to be timed. */
export interface Variant {
  readonly name: string;
  readonly kind: 'lua' | 'native';
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** A hash of its source. */
  readonly version: string;
  /** Calls it: plain data in, its result out, in full. Throws what it throws. */
  call(input: PlainData): unknown;
  /**
   * The same, each in a VM of its own or from a module loaded anew. Where one comes to lie in memory, and how V8 has optimized
   * it, is chance, and may make up a tenth of its time; several leave less of that.
   */
  readonly instances: readonly Variant['call'][];
  /** From nothing to the first result. */
  startCold(input: PlainData): Promise<void>;
  /** What a call is made of; only of Lua. */
  readonly parts?: LuaParts;
}

/** In how many instances each variant is timed. */
export const INSTANCE_COUNT = 5;

/** A Lua rule taken apart, in a VM of its own. */
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
