import { LuaFloat, type Value, type ValueMap } from '../model/value.js';
import { CodecError, MAX_DEPTH } from './codec-error.js';
import type { LuaExports, Pointer } from './lua-exports.js';
import type { Strings } from './strings.js';

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 63n - 1n;

export interface Pusher {
  /** Pushes one value. Throws a CodecError where it cannot cross. */
  push(L: Pointer, value: Value): void;
}

/** `markList` makes the table on the top of the stack a list although it is empty. */
export function createPusher(exports: LuaExports, strings: Strings, markList: (L: Pointer) => void): Pusher {
  const push = (L: Pointer, value: Value, depth: number): void => {
    if (typeof value === 'string' || value instanceof Uint8Array) strings.push(L, value);
    else if (typeof value === 'number') pushNumber(exports, L, value);
    else if (typeof value === 'boolean') exports.lua_pushboolean(L, value ? 1 : 0);
    else if (value === undefined) exports.lua_pushnil(L);
    else if (value === null) exports.lua_pushlightuserdata(L, 0);
    else if (typeof value === 'bigint') pushInteger(exports, L, value);
    else if (value instanceof LuaFloat) exports.lua_pushnumber(L, value.value);
    else if (depth >= MAX_DEPTH) throw new CodecError(`nested deeper than ${MAX_DEPTH} tables`, []);
    else if (Array.isArray(value)) pushList(L, value, depth);
    else pushMap(L, value, depth);
  };
  const pushList = (L: Pointer, list: readonly Value[], depth: number): void => {
    exports.lua_checkstack(L, 4);
    exports.lua_createtable(L, list.length, 0);
    if (list.length === 0) markList(L);
    for (let i = 0; i < list.length; i++) {
      push(L, list[i] === undefined ? null : list[i], depth + 1);
      exports.lua_rawseti(L, -2, BigInt(i + 1));
    }
  };
  const pushMap = (L: Pointer, map: ValueMap, depth: number): void => {
    exports.lua_checkstack(L, 4);
    const keys = Object.keys(map);
    exports.lua_createtable(L, 0, keys.length);
    for (const key of keys) {
      if (map[key] === undefined) continue;
      strings.push(L, key);
      push(L, map[key], depth + 1);
      exports.lua_rawset(L, -3);
    }
  };
  return { push: (L, value) => push(L, value, 0) };
}

function pushNumber(exports: LuaExports, L: Pointer, value: number): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) pushInteger(exports, L, BigInt(value));
  else exports.lua_pushnumber(L, value);
}

function pushInteger(exports: LuaExports, L: Pointer, value: bigint): void {
  if (value < MIN_INTEGER || value > MAX_INTEGER) throw new CodecError(`${value} does not fit in 64 bits`, []);
  exports.lua_pushinteger(L, value);
}
