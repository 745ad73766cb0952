// @ts-check
import { LuaFactory } from 'wasmoon';
import { SOURCE } from './moonrig.mjs';

/** @typedef {import('./rows.mjs').Row} Row */

/** By default objects are proxies in Lua, of type userdata and without `next`: the rule is helped to see tables in them. */
const HELP = `local real_type, real_next = type, next
local function type(value)
  local kind = real_type(value)
  return kind == "userdata" and "table" or kind
end
local function next(value)
  if real_type(value) == "table" then return real_next(value) end
  if #value > 0 then return 1, value[1] end
end
`;

/**
 * wasmoon as its README calls it: an object in, a table out as an object. Without proxies it copies objects into tables.
 * @param {{ readonly enableProxy: boolean }} options
 * @returns {Promise<(row: Row) => unknown>}
 */
export async function openWasmoon({ enableProxy }) {
  const lua = await new LuaFactory().createEngine(enableProxy ? {} : { enableProxy });
  return await lua.doString(enableProxy ? HELP + SOURCE : SOURCE);
}
