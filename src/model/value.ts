/**
 * A Lua float whose value is integral (`5.0`). Plain JS numbers stand for Lua integers when integral and for Lua floats
 * otherwise, so this box is what keeps `5.0` from coming back as `5`. It compares and adds like a number.
 */
export class LuaFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  valueOf(): number {
    return this.value;
  }
  toJSON(): number {
    return this.value;
  }
}

/** A table with string keys. It has no prototype, so `__proto__` is an ordinary key. */
export interface ValueMap {
  [key: string]: Value;
}

/**
 * What crosses between Lua and the host, always by value.
 *
 * | Lua | here |
 * |---|---|
 * | nil | undefined |
 * | `json.null` | null |
 * | integer | number, or bigint beyond ±(2^53 - 1) |
 * | float | number, or LuaFloat where it is integral |
 * | string | string where it is valid UTF-8, else Uint8Array |
 * | table | array (keys 1..n), or ValueMap (string keys, and the empty table) |
 */
export type Value = undefined | null | boolean | number | bigint | LuaFloat | string | Uint8Array | Value[] | ValueMap;

/** Whether a value is a table with string keys. */
export function isValueMap(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isScalarObject(value);
}

function isScalarObject(value: object): value is LuaFloat | Uint8Array {
  return value instanceof LuaFloat || value instanceof Uint8Array;
}

/** An empty map without a prototype. */
export function createValueMap(entries: Iterable<readonly [string, Value]> = []): ValueMap {
  // Object.create is typed `any`; a null-prototype object is exactly a ValueMap.
  const map = Object.create(null) as ValueMap;
  for (const [key, value] of entries) map[key] = value;
  return map;
}

/** The number in a value that crossed as a number of either kind, else undefined. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof LuaFloat) return value.value;
  if (typeof value === 'bigint') return Number(value);
  return undefined;
}
