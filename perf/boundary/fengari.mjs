// @ts-check
import { SOURCE } from './moonrig.mjs';

/** @typedef {import('./rows.mjs').Row} Row */

/**
 * fengari by its C API, value by value: a table in, a table out as an object.
 * @param {any} fengari The package, which has no types.
 * @returns {(row: Row) => unknown}
 */
export function openFengari({ lua, lauxlib, lualib, to_luastring: encode, to_jsstring: decode }) {
  const L = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(L);
  if (lauxlib.luaL_dostring(L, encode(SOURCE)) !== lua.LUA_OK) throw new Error(decode(lua.lua_tostring(L, -1)));
  return (row) => {
    lua.lua_pushvalue(L, 1);
    push(row);
    if (lua.lua_pcall(L, 1, 1, 0) !== lua.LUA_OK) throw new Error(decode(lua.lua_tostring(L, -1)));
    const result = read(-1);
    lua.lua_settop(L, 1);
    return result;
  };

  /** @param {unknown} value */
  function push(value) {
    if (typeof value === 'number') lua.lua_pushnumber(L, value);
    else if (typeof value === 'string') lua.lua_pushstring(L, encode(value));
    else if (typeof value === 'boolean') lua.lua_pushboolean(L, value);
    else if (Array.isArray(value)) pushList(value);
    else pushMap(/** @type {Row} */ (value));
  }

  /** @param {readonly unknown[]} list */
  function pushList(list) {
    lua.lua_createtable(L, list.length, 0);
    for (let i = 0; i < list.length; i++) {
      push(list[i]);
      lua.lua_rawseti(L, -2, i + 1);
    }
  }

  /** @param {Row} map */
  function pushMap(map) {
    lua.lua_createtable(L, 0, 8);
    for (const key of Object.keys(map)) {
      // Keys come again and again: their bytes are kept.
      lua.lua_pushstring(L, encode(key, true));
      push(map[key]);
      lua.lua_rawset(L, -3);
    }
  }

  /** @param {number} index @returns {unknown} */
  function read(index) {
    const type = lua.lua_type(L, index);
    if (type === lua.LUA_TNUMBER) return lua.lua_tonumber(L, index);
    if (type === lua.LUA_TSTRING) return lua.lua_tojsstring(L, index);
    if (type === lua.LUA_TBOOLEAN) return lua.lua_toboolean(L, index);
    if (type !== lua.LUA_TTABLE) return undefined;
    /** @type {Record<string, unknown>} */
    const map = {};
    lua.lua_pushnil(L);
    while (lua.lua_next(L, -2) !== 0) {
      map[lua.lua_tojsstring(L, -2)] = read(-1);
      lua.lua_pop(L, 1);
    }
    return map;
  }
}
