/**
 * How this build of Lua 5.4 lays values out in its memory (lobject.h, lstate.h, ltable.h on a machine with 32-bit
 * addresses): byte offsets and tags. `probeLayout` proves them at start-up; nothing here may be used where it says no.
 */

/** A stack slot or array item: 8 bytes of value, then its tag. */
export const VALUE_BYTES = 16;
/** One key with its value in the hash part of a table. */
export const NODE_BYTES = 24;

/** Tags of values in memory; collectable ones carry bit 6. */
export const TAG = {
  nil: 0,
  false: 0x01,
  true: 0x11,
  lightUserdata: 0x02,
  integer: 0x03,
  float: 0x13,
  shortString: 0x44,
  longString: 0x54,
  table: 0x45,
  /** The value of the one node that all tables without a hash part share. */
  emptyNode: 0x10,
} as const;

/** Where the tag of a value stands, from its address. */
export const VALUE_TAG = 8;
/** Of a node: the tag and the value of its key. */
export const NODE_KEY_TAG = 9;
export const NODE_KEY = 16;
/** The tag of a node's key has no bit for "collectable". */
export const KEY_TAG = { shortString: 0x04, integer: 0x03 } as const;
/** Of a `lua_State`: the address of the first free stack slot. */
export const STATE_TOP = 12;
/** Of a table: a byte of flags; with this one set its length is not that of the array. */
export const TABLE_FLAGS = 6;
export const LENGTH_IS_A_HINT = 0x80;
/** Of a table: the logarithm of its node count, its array's length and items, its nodes. */
export const TABLE_NODE_LOG = 7;
export const TABLE_LENGTH = 8;
export const TABLE_ITEMS = 12;
export const TABLE_NODES = 16;
/** Of a string: length where it is short, where it is long, and its bytes. */
export const SHORT_LENGTH = 7;
export const LONG_LENGTH = 12;
export const STRING_BYTES = 16;
