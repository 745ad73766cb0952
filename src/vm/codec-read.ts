import { createValueMap, LuaFloat, type Value } from '../model/value.js';
import { CodecError, MAX_CALL_BYTES, MAX_DEPTH, NODE_BYTES } from './codec-error.js';
import {
  LUA_TBOOLEAN,
  LUA_TLIGHTUSERDATA,
  LUA_TNIL,
  LUA_TNUMBER,
  LUA_TSTRING,
  LUA_TTABLE,
  LUA_TYPE_NAMES,
} from './lua-constants.js';
import type { Pointer } from './lua-exports.js';
import type { LuaModule } from './module.js';
import type { Strings } from './strings.js';

type Path = readonly (string | number)[];

/**
 * Reads values off a Lua stack without running any Lua code: metatables are not looked at, so neither `__index` nor
 * `__pairs` nor `__tostring` has a say.
 */
export class Reader {
  readonly #lua: LuaModule;
  readonly #strings: Strings;
  readonly #isMarkedList: (L: Pointer, index: number) => boolean;
  #bytes = 0;
  /** Addresses of the tables being read, outermost first. */
  readonly #open: Pointer[] = [];
  readonly #path: (string | number)[] = [];

  constructor(lua: LuaModule, strings: Strings, isMarkedList: (L: Pointer, index: number) => boolean) {
    this.#lua = lua;
    this.#strings = strings;
    this.#isMarkedList = isMarkedList;
  }

  /** Bytes that the last `readAll` counted. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Reads the stack slots from `first` to the top. Throws a CodecError where a value cannot cross. */
  readAll(L: Pointer, first: number): Value[] {
    this.#bytes = 0;
    this.#open.length = 0;
    this.#path.length = 0;
    const top = this.#lua.exports.lua_gettop(L);
    const values: Value[] = [];
    for (let index = first; index <= top; index++) values.push(this.#read(L, index));
    return values;
  }

  #read(L: Pointer, index: number): Value {
    const { exports } = this.#lua;
    const type = exports.lua_type(L, index);
    this.#count(NODE_BYTES);
    if (type === LUA_TSTRING) return this.#readString(L, index);
    if (type === LUA_TNUMBER) return this.#readNumber(L, index);
    if (type === LUA_TBOOLEAN) return exports.lua_toboolean(L, index) !== 0;
    if (type === LUA_TNIL) return undefined;
    if (type === LUA_TTABLE) return this.#readTable(L, index);
    if (type === LUA_TLIGHTUSERDATA && exports.lua_touserdata(L, index) === 0) return null;
    throw this.#error(`a ${LUA_TYPE_NAMES[type] ?? 'value of unknown type'} cannot cross to the host`);
  }

  #readString(L: Pointer, index: number): string | Uint8Array {
    const text = this.#strings.read(L, index);
    this.#count(text.length);
    return text;
  }

  #readNumber(L: Pointer, index: number): Value {
    const { exports } = this.#lua;
    const number = exports.lua_tonumberx(L, index, 0);
    if (exports.lua_isinteger(L, index) === 0) return Number.isInteger(number) ? new LuaFloat(number) : number;
    return Number.isSafeInteger(number) ? number : exports.lua_tointegerx(L, index, 0);
  }

  #readTable(L: Pointer, index: number): Value {
    const { exports } = this.#lua;
    const address = exports.lua_topointer(L, index);
    if (this.#open.includes(address)) throw this.#error('a table that contains itself cannot cross to the host');
    if (this.#open.length >= MAX_DEPTH) throw this.#error(`nested deeper than ${MAX_DEPTH} tables`);
    exports.lua_checkstack(L, 4);
    this.#open.push(address);
    const value = this.#readEntries(L, exports.lua_absindex(L, index));
    this.#open.pop();
    return value;
  }

  #readEntries(L: Pointer, table: number): Value {
    const { exports } = this.#lua;
    const map = createValueMap();
    const list: Value[] = [];
    const late = new Map<number, Value>();
    let mapSize = 0;
    exports.lua_pushnil(L);
    while (exports.lua_next(L, table) !== 0) {
      const key = this.#readKey(L);
      this.#path.push(key);
      const value = this.#read(L, -1);
      this.#path.pop();
      exports.lua_settop(L, -2);
      if (typeof key === 'string') {
        map[key] = value;
        mapSize += 1;
      } else if (key === list.length + 1) list.push(value);
      else late.set(key, value);
    }
    this.#appendLate(list, late);
    if (list.length === 0) return mapSize === 0 && this.#isMarkedList(L, table) ? list : map;
    if (mapSize > 0) throw this.#error('a table with both list items and named keys cannot cross to the host');
    return list;
  }

  /** Items that came out of order, from the table's hash part. */
  #appendLate(list: Value[], late: Map<number, Value>): void {
    if (late.size === 0) return;
    const keys = [...late.keys()].sort((a, b) => a - b);
    for (const key of keys) {
      if (key !== list.length + 1) {
        const why = `a list with a hole at [${list.length + 1}] cannot cross to the host; json.null can stand for nothing`;
        throw this.#error(key < 1 ? `the key ${key} is not a position in a list (1 and up)` : why);
      }
      list.push(late.get(key));
    }
  }

  #readKey(L: Pointer): string | number {
    const { exports } = this.#lua;
    const type = exports.lua_type(L, -2);
    if (type === LUA_TSTRING) {
      const key = this.#readString(L, -2);
      if (typeof key === 'string') return key;
      throw this.#error('a key that is not valid UTF-8 cannot cross to the host');
    }
    if (type === LUA_TNUMBER && exports.lua_isinteger(L, -2) !== 0) return exports.lua_tonumberx(L, -2, 0);
    throw this.#error(`a ${LUA_TYPE_NAMES[type] ?? 'strange'} key cannot cross to the host; keys are strings, or 1..n`);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > MAX_CALL_BYTES) throw this.#error(`more than ${MAX_CALL_BYTES / 1024 / 1024} MiB in one call`);
  }

  #error(why: string): CodecError {
    const path: Path = [...this.#path];
    return new CodecError(why, path);
  }
}
