import type { Value } from '../model/value.js';
import type { Pusher } from './codec-push.js';
import { LUA_OK, LUA_REGISTRYINDEX } from './lua-constants.js';
import type { LuaExports, Pointer } from './lua-exports.js';
import type { LuaModule } from './module.js';
import type { Strings } from './strings.js';

/** One Lua file of the prelude. It is called with the shared table `rig`. */
export interface PreludeSource {
  /** Without `.lua`; its chunk is named `=[moonrig name]`, by which tracebacks leave it out. */
  readonly name: string;
  readonly source: string;
}

export interface OpenPreludeParts {
  readonly lua: LuaModule;
  readonly strings: Strings;
  readonly L: Pointer;
  readonly pusher: Pusher;
  /** Place of the dispatch function in the function table. */
  readonly dispatch: number;
  readonly pushListMarks: (L: Pointer) => void;
  /** Pushes the table in which functions are left for the host to call, where there is one. */
  readonly pushFunctions?: (L: Pointer) => void;
  readonly sources: readonly PreludeSource[];
  readonly settings: Value;
}

/** Libraries that a script may see, after trimming; `debug` is for the prelude alone. */
const LIBRARIES = [
  ['base', 'luaopen_base'],
  ['coroutine', 'luaopen_coroutine'],
  ['table', 'luaopen_table'],
  ['string', 'luaopen_string'],
  ['math', 'luaopen_math'],
  ['utf8', 'luaopen_utf8'],
  ['debug', 'luaopen_debug'],
] as const;

/** Opens the libraries, runs the prelude's files, and returns the registry reference of its entry function. */
export function openPrelude(parts: OpenPreludeParts): number {
  const { L, strings, pusher } = parts;
  const { exports } = parts.lua;
  exports.lua_createtable(L, 0, 32);
  const set = (key: string, push: () => void) => {
    strings.push(L, key);
    push();
    exports.lua_rawset(L, 1);
  };
  for (const [name, open] of LIBRARIES) set(name, () => exports[open](L));
  set('dispatch', () => exports.lua_pushcclosure(L, parts.dispatch, 0));
  set('list_marks', () => parts.pushListMarks(L));
  const { pushFunctions } = parts;
  if (pushFunctions !== undefined) set('functions', () => pushFunctions(L));
  set('settings', () => pusher.push(L, parts.settings));
  for (const source of parts.sources) runSource(parts, source);
  strings.push(L, 'entry');
  exports.lua_rawget(L, 1);
  const entry = exports.luaL_ref(L, LUA_REGISTRYINDEX);
  exports.lua_settop(L, 0);
  return entry;
}

function runSource(parts: OpenPreludeParts, { name, source }: PreludeSource): void {
  const { L, lua, strings } = parts;
  const exports: LuaExports = lua.exports;
  const bytes = new TextEncoder().encode(source);
  const text = exports.malloc(bytes.length + 1);
  lua.bytes.set(bytes, text);
  const loaded = exports.luaL_loadbufferx(
    L,
    text,
    bytes.length,
    strings.intern(`=[moonrig ${name}]`),
    strings.intern('t'),
  );
  exports.free(text);
  exports.lua_pushvalue(L, 1);
  if (loaded === LUA_OK && exports.lua_pcallk(L, 1, 0, 0, 0, 0) === LUA_OK) return;
  throw new Error(`the prelude does not load: ${String(strings.read(L, loaded === LUA_OK ? -1 : -2))}`);
}
