import { CodecError } from '../codec-error.js';
import { LUA_OK, LUA_TSTRING } from '../lua-constants.js';
import type { Pointer } from '../lua-exports.js';
import type { CallParts } from './call-paths.js';
import { ContextError, toPlain, toValue } from './convert.js';
import type { PlainData } from './plain-data.js';
import { ResultError, RuleRaise } from './rule-error.js';

/**
 * Calls a rule through the C API, value by value: slower than the raw way, right for everything, and what the raw way is
 * held against. Throws a ContextError, a RuleRaise or a ResultError.
 */
export function callPlainly(parts: CallParts, rule: number, input: unknown): PlainData {
  const { exports, L, pusher, cells } = parts;
  const value = toValue(input);
  const height = exports.lua_gettop(L);
  try {
    parts.pushRule(rule);
    pushInput(() => pusher.push(L, value));
    if (exports.lua_pcallk(L, 1, 1, 0, 0, 0) !== LUA_OK) throw new RuleRaise(readProblem(parts, L));
    return readResult(parts, L);
  } finally {
    exports.lua_settop(L, height);
    cells.refresh();
  }
}

function pushInput(push: () => void): void {
  try {
    push();
  } catch (error) {
    throw error instanceof CodecError ? new ContextError([], error.message) : error;
  }
}

/** The value on the top of a stack as plain data. Throws a ResultError where it cannot be told. */
export function readResult({ exports, reader }: CallParts, L: Pointer): PlainData {
  try {
    return toPlain(reader.readAll(L, exports.lua_gettop(L))[0]);
  } catch (error) {
    throw error instanceof CodecError ? new ResultError(error.message) : error;
  }
}

/** The message of the error value on the top of a stack, without metamethods. */
export function readProblem({ exports, strings }: CallParts, L: Pointer): string {
  const type = exports.lua_type(L, -1);
  if (type !== LUA_TSTRING) return 'the rule raised an error that is not a text';
  const text = strings.read(L, -1);
  return typeof text === 'string' ? text : new TextDecoder().decode(text);
}
