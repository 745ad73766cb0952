/** A `lua_State *`, or any other address in the module's memory. */
export type Pointer = number;

/**
 * The exports of wasmoon's `glue.wasm` that moonrig calls: the Lua 5.4 C API as compiled, addresses and `size_t` as
 * 32-bit numbers, `lua_Integer` as bigint.
 */
export interface LuaExports {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  __wasm_call_ctors(): void;
  malloc(size: number): Pointer;
  free(pointer: Pointer): void;
  setThrew(threw: number, value: number): void;
  stackSave(): Pointer;
  stackRestore(pointer: Pointer): void;
  emscripten_stack_init(): void;
  emscripten_stack_get_base(): Pointer;
  emscripten_stack_get_end(): Pointer;

  luaL_newstate(): Pointer;
  luaopen_base(L: Pointer): number;
  luaopen_coroutine(L: Pointer): number;
  luaopen_table(L: Pointer): number;
  luaopen_string(L: Pointer): number;
  luaopen_math(L: Pointer): number;
  luaopen_utf8(L: Pointer): number;
  luaopen_debug(L: Pointer): number;

  lua_gettop(L: Pointer): number;
  lua_settop(L: Pointer, index: number): void;
  lua_checkstack(L: Pointer, slots: number): number;
  lua_absindex(L: Pointer, index: number): number;
  lua_pushvalue(L: Pointer, index: number): void;
  lua_pushnil(L: Pointer): void;
  lua_pushboolean(L: Pointer, value: number): void;
  lua_pushinteger(L: Pointer, value: bigint): void;
  lua_pushnumber(L: Pointer, value: number): void;
  lua_pushlstring(L: Pointer, text: Pointer, length: number): Pointer;
  lua_pushlightuserdata(L: Pointer, pointer: Pointer): void;
  lua_pushcclosure(L: Pointer, fn: number, upvalues: number): void;
  lua_createtable(L: Pointer, listSize: number, mapSize: number): void;
  lua_rawset(L: Pointer, index: number): void;
  lua_rawseti(L: Pointer, index: number, key: bigint): void;
  lua_rawgeti(L: Pointer, index: number, key: bigint): number;
  lua_rawget(L: Pointer, index: number): number;
  lua_next(L: Pointer, index: number): number;
  lua_type(L: Pointer, index: number): number;
  lua_isinteger(L: Pointer, index: number): number;
  lua_toboolean(L: Pointer, index: number): number;
  lua_tonumberx(L: Pointer, index: number, isNumber: Pointer): number;
  lua_tointegerx(L: Pointer, index: number, isInteger: Pointer): bigint;
  lua_tolstring(L: Pointer, index: number, length: Pointer): Pointer;
  lua_touserdata(L: Pointer, index: number): Pointer;
  lua_topointer(L: Pointer, index: number): Pointer;
  luaL_ref(L: Pointer, table: number): number;
  luaL_loadbufferx(L: Pointer, text: Pointer, length: number, name: Pointer, mode: Pointer): number;
  lua_pcallk(L: Pointer, args: number, results: number, handler: number, ctx: number, k: number): number;
  lua_newthread(L: Pointer): Pointer;
  lua_resetthread(L: Pointer): number;
  lua_resume(L: Pointer, from: Pointer, args: number, results: Pointer): number;
  lua_getstack(L: Pointer, level: number, info: Pointer): number;
  lua_getinfo(L: Pointer, what: Pointer, info: Pointer): number;
}
