import type { Pointer } from '../lua-exports.js';
import type { LuaModule } from '../module.js';
import type { Strings } from '../strings.js';
import { Cells } from './cells.js';
import {
  LONG_LENGTH,
  NODE_KEY,
  NODE_KEY_TAG,
  SHORT_LENGTH,
  STATE_TOP,
  STRING_BYTES,
  TABLE_ITEMS,
  TABLE_LENGTH,
  TABLE_NODE_LOG,
  TABLE_NODES,
  TAG,
  VALUE_BYTES,
  VALUE_TAG,
} from './lua-layout.js';

const SHORT = 'probe';
const LONG = 'p'.repeat(60);

/**
 * Whether memory is laid out as `lua-layout.ts` says: values of each kind are made through the C API and looked for where
 * they should stand. Leaves the stack as it was.
 */
export function probeLayout(lua: LuaModule, strings: Strings, L: Pointer): boolean {
  const { exports } = lua;
  const cells = new Cells(lua);
  const height = exports.lua_gettop(L);
  const top = () => cells.word(L + STATE_TOP);
  const first = top();
  const tests: (() => boolean)[] = [
    () => slotIs(first, TAG.integer) && cells.word(first) === 0xfffffffe && cells.word(first + 4) === 0xffffffff,
    () => slotIs(first + VALUE_BYTES, TAG.float) && cells.float(first + VALUE_BYTES) === 0.1,
    () => slotIs(first + 2 * VALUE_BYTES, TAG.true) && slotIs(first + 3 * VALUE_BYTES, TAG.false),
    () => slotIs(first + 4 * VALUE_BYTES, TAG.nil),
    () => slotIs(first + 5 * VALUE_BYTES, TAG.lightUserdata) && cells.word(first + 5 * VALUE_BYTES) === 0,
    () => isString(first + 6 * VALUE_BYTES, SHORT, TAG.shortString),
    () => isString(first + 7 * VALUE_BYTES, LONG, TAG.longString),
    () => isMap(first + 8 * VALUE_BYTES),
    () => isList(first + 9 * VALUE_BYTES),
    () => isEmpty(first + 10 * VALUE_BYTES),
  ];
  exports.lua_checkstack(L, tests.length + 4);
  exports.lua_pushinteger(L, -2n);
  exports.lua_pushnumber(L, 0.1);
  exports.lua_pushboolean(L, 1);
  exports.lua_pushboolean(L, 0);
  exports.lua_pushnil(L);
  exports.lua_pushlightuserdata(L, 0);
  strings.push(L, SHORT);
  strings.push(L, LONG);
  exports.lua_createtable(L, 0, 2);
  strings.push(L, SHORT);
  exports.lua_pushboolean(L, 1);
  exports.lua_rawset(L, -3);
  exports.lua_createtable(L, 3, 0);
  for (const i of [1n, 2n, 3n]) {
    exports.lua_pushinteger(L, i);
    exports.lua_rawseti(L, -2, i);
  }
  exports.lua_createtable(L, 0, 0);
  cells.refresh();
  const isAsExpected = top() === first + 11 * VALUE_BYTES && tests.every((test) => test());
  exports.lua_settop(L, height);
  return isAsExpected;

  function slotIs(slot: Pointer, tag: number): boolean {
    return cells.byte(slot + VALUE_TAG) === tag;
  }

  function isString(slot: Pointer, text: string, tag: number): boolean {
    const at = cells.word(slot);
    const length = tag === TAG.shortString ? cells.byte(at + SHORT_LENGTH) : cells.word(at + LONG_LENGTH);
    return slotIs(slot, tag) && length === text.length && strings.at(at + STRING_BYTES, length) === text;
  }

  /** `{ probe = true }` with two nodes, one of them free. */
  function isMap(slot: Pointer): boolean {
    const table = cells.word(slot);
    const nodes = cells.word(table + TABLE_NODES);
    const key = cells.word(first + 6 * VALUE_BYTES);
    const found = [nodes, nodes + 24].filter(
      (node) =>
        cells.byte(node + VALUE_TAG) === TAG.true &&
        cells.byte(node + NODE_KEY_TAG) === TAG.shortString &&
        cells.word(node + NODE_KEY) === key,
    );
    const isFree = [nodes, nodes + 24].filter((node) => (cells.byte(node + VALUE_TAG) & 0x0f) === TAG.nil);
    const sizes = cells.byte(table + TABLE_NODE_LOG) === 1 && cells.word(table + TABLE_LENGTH) === 0;
    return slotIs(slot, TAG.table) && sizes && found.length === 1 && isFree.length === 1;
  }

  /** `{ 1, 2, 3 }`, all in the array part. */
  function isList(slot: Pointer): boolean {
    const table = cells.word(slot);
    const items = cells.word(table + TABLE_ITEMS);
    const isItem = (i: number) =>
      slotIs(items + i * VALUE_BYTES, TAG.integer) && cells.word(items + i * VALUE_BYTES) === i + 1;
    return cells.word(table + TABLE_LENGTH) === 3 && [0, 1, 2].every(isItem) && isEmptyHash(table);
  }

  function isEmpty(slot: Pointer): boolean {
    return cells.word(cells.word(slot) + TABLE_LENGTH) === 0 && isEmptyHash(cells.word(slot));
  }

  function isEmptyHash(table: Pointer): boolean {
    const node = cells.word(table + TABLE_NODES);
    return cells.byte(table + TABLE_NODE_LOG) === 0 && cells.byte(node + VALUE_TAG) === TAG.emptyNode;
  }
}
