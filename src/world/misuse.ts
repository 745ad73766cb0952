import { LuaRaise } from '../model/dispatch.js';
import { failCheck } from './check-binding.js';
import type { HostFunction } from './host-function.js';

/**
 * Host functions that checks stand on. What one refuses counts as a failed check: a pcall around it would hide else that
 * nothing was checked.
 */
export function failOnMisuse(
  functions: Readonly<Record<string, HostFunction>>,
): Readonly<Record<string, HostFunction>> {
  const guarded = Object.entries(functions).map(([name, run]): [string, HostFunction] => [name, guard(run)]);
  return Object.fromEntries(guarded);
}

function guard(run: HostFunction): HostFunction {
  return (call) => {
    try {
      return run(call);
    } catch (error) {
      if (!(error instanceof LuaRaise)) throw error;
      throw new LuaRaise(error.message, failCheck(call.world, call, { check: 'assert', message: error.message }));
    }
  };
}
