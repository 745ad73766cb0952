/**
 * Whether two results say the same, as Lua sees it: deep; integers equal floats of the same value; NaN equals NaN; an absent
 * field equals nil; an empty list equals an empty map; bytes equal the text that they spell. Values must hold no circle.
 */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === 'number') {
    return typeof b === 'number' ? Number.isNaN(a) && Number.isNaN(b) : typeof b === 'bigint' && isWhole(b, a);
  }
  if (typeof a === 'bigint') return typeof b === 'number' && isWhole(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return isSameText(a, b);
  if (a instanceof Uint8Array || b instanceof Uint8Array) return isSameText(a, b);
  if (Array.isArray(a)) return Array.isArray(b) ? isSameList(a, b) : a.length === 0 && isEmpty(b);
  return Array.isArray(b) ? b.length === 0 && isEmpty(a) : isSameMap(a, b);
}

function isWhole(whole: bigint, number: number): boolean {
  return Number.isInteger(number) && BigInt(number) === whole;
}

function isSameText(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array) {
    if (b instanceof Uint8Array) return a.length === b.length && a.every((byte, i) => byte === b[i]);
    return typeof b === 'string' && isSameText(a, new TextEncoder().encode(b));
  }
  return b instanceof Uint8Array && isSameText(b, a);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!isSameValue(a[i], b[i])) return false;
  return true;
}

function isSameMap(a: object, b: object): boolean {
  // The door: whatever an object's fields are, they are looked at as unknown.
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key in x) if (!isSameValue(x[key], Object.hasOwn(y, key) ? y[key] : undefined)) return false;
  for (const key in y) if (y[key] !== undefined && !Object.hasOwn(x, key)) return false;
  return true;
}

function isEmpty(value: object): boolean {
  return Object.values(value).every((item) => item === undefined);
}
