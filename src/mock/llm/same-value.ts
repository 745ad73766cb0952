import { isValueMap, toNumber, type Value } from '../../model/value.js';

/** Whether two values say the same as JSON; an empty table of Lua is an empty list too. */
export function isSameJson(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSameJson(item, b[i]));
  }
  if (Array.isArray(a) || Array.isArray(b)) return isEmpty(a) && isEmpty(b);
  if (isValueMap(a) && isValueMap(b)) return isSameMap(a, b);
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x !== undefined || y !== undefined) return x === y;
  return (a ?? null) === (b ?? null);
}

function isSameMap(a: Readonly<Record<string, Value>>, b: Readonly<Record<string, Value>>): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]))
  );
}

function isEmpty(value: Value): boolean {
  return Array.isArray(value) ? value.length === 0 : isValueMap(value) && Object.keys(value).length === 0;
}
