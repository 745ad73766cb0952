import { KnownError } from '../model/known-error.js';
import type { ScriptOptions } from '../script/open-script.js';
import type { ScriptPorts } from '../script/script-functions.js';

/** What Lua rules may use, and reach of their host. */
export interface RuleLimits {
  /** Cap of one rule's memory. Default 96. */
  readonly memoryMb?: number;
  /**
   * Steps (calls of functions, turns of loops) that a Lua rule may take for one decision, so that none runs for ever. Default
   * 10 million, some tenths of a second; 0 counts none.
   */
  readonly maxSteps?: number;
  /**
   * What rules reach of the host; by default the real clock, the modules of their store, no function that is granted (`grants`),
   * and what they print is dropped.
   */
  readonly ports?: Partial<ScriptPorts>;
}

const MIB = 1024 * 1024;
const DEFAULT_MEMORY_MB = 96;
const DEFAULT_STEPS = 10_000_000;

/** Limits as scripts take them. */
export function readLimits({
  memoryMb = DEFAULT_MEMORY_MB,
  maxSteps = DEFAULT_STEPS,
  ports,
}: RuleLimits): ScriptOptions {
  return {
    now: () => Date.now(),
    print: () => undefined,
    findModule: refuseModule,
    ...ports,
    memoryBytes: memoryMb * MIB,
    ...(maxSteps > 0 ? { maxSteps } : {}),
  };
}

function refuseModule(name: string): never {
  throw new KnownError('not-found', `require: module ${name} was not found: this rule's store has no modules`);
}
