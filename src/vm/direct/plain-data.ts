/**
 * What goes into a rule and comes out of it, as TypeScript writes it.
 *
 * | TypeScript | Lua |
 * |---|---|
 * | undefined | nil; in a list `json.null` |
 * | null | `json.null` |
 * | number | integer where it is a safe one (and not -0), else float |
 * | bigint (64 bits) | integer |
 * | string, Uint8Array | string |
 * | array, plain object | table |
 *
 * On the way out integers beyond ±(2^53 - 1) are bigints, strings that are not UTF-8 are bytes, and the empty table is an
 * object.
 */
export type PlainData =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };
