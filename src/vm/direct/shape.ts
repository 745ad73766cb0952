import type { PlainData } from './plain-data.js';

/** What a value is built of: its tables, with their keys in order, down to the leaves that differ from call to call. */
export type Shape =
  | { readonly kind: 'leaf' }
  | { readonly kind: 'map'; readonly keys: readonly string[]; readonly items: readonly Shape[] }
  | { readonly kind: 'list'; readonly items: readonly Shape[] };

/** A Lua function has at most 200 local variables, its parameters among them. */
export const MAX_LEAVES = 190;
const MAX_SHAPE_DEPTH = 16;

const LEAF: Shape = { kind: 'leaf' };

/** The shape of a value; undefined where it has too many leaves, is nested too deep, or is not plain data. */
export function describeShape(value: PlainData): Shape | undefined {
  let leafCount = 0;
  const describe = (item: PlainData, depth: number): Shape | undefined => {
    if (typeof item !== 'object' || item === null || item instanceof Uint8Array) {
      leafCount += 1;
      return leafCount > MAX_LEAVES ? undefined : LEAF;
    }
    if (depth >= MAX_SHAPE_DEPTH) return undefined;
    if (isList(item)) return withItems(item, (items) => ({ kind: 'list', items }));
    if (!isPlainObject(item)) return undefined;
    const keys = Object.keys(item);
    return withItems(
      keys.map((key) => item[key]),
      (items) => ({ kind: 'map', keys, items }),
    );

    function withItems(list: readonly PlainData[], build: (items: readonly Shape[]) => Shape): Shape | undefined {
      const items: Shape[] = [];
      for (let i = 0; i < list.length; i++) {
        const shape = describe(list[i], depth + 1);
        if (shape === undefined) return undefined;
        items.push(shape);
      }
      return build(items);
    }
  };
  return describe(value, 0);
}

/** `Array.isArray` for read-only lists too. */
export function isList(value: PlainData): value is readonly PlainData[] {
  return Array.isArray(value);
}

/** Whether an object is one that braces write, or one without a prototype. */
export function isPlainObject(value: object): value is Record<string, PlainData> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
