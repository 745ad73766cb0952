import { LUA_REGISTRYINDEX } from './lua-constants.js';
import type { Pointer } from './lua-exports.js';
import type { LuaModule } from './module.js';

/** Remembers which tables are lists although they are empty (`json.array()`, a decoded `[]`). */
export interface ListMarks {
  isMarked(L: Pointer, index: number): boolean;
  /** Marks the table on the top of the stack. */
  mark(L: Pointer): void;
  /** Pushes the table of marks; the prelude makes its keys weak. */
  pushTable(L: Pointer): void;
}

export function createListMarks({ exports, keep }: LuaModule, state: Pointer): ListMarks {
  const make = () => {
    exports.lua_createtable(state, 0, 0);
    return exports.luaL_ref(state, LUA_REGISTRYINDEX);
  };
  const ref = BigInt(keep('marks', make));
  const pushTable = (L: Pointer) => {
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
  };
  return {
    pushTable,
    isMarked(L, index) {
      pushTable(L);
      exports.lua_pushvalue(L, index);
      exports.lua_rawget(L, -2);
      const marked = exports.lua_toboolean(L, -1) !== 0;
      exports.lua_settop(L, -3);
      return marked;
    },
    mark(L) {
      pushTable(L);
      exports.lua_pushvalue(L, -2);
      exports.lua_pushboolean(L, 1);
      exports.lua_rawset(L, -3);
      exports.lua_settop(L, -2);
    },
  };
}
