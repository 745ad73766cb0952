import { compareText } from '../../model/run-record.js';
import { createValueMap, isValueMap, LuaFloat, type Value } from '../../model/value.js';

/** A value as JSON text with sorted keys; undefined where JSON has no form of it. */
export function toJsonText(value: Value): string | undefined {
  const plain = toPlain(value);
  return plain === undefined ? undefined : JSON.stringify(plain);
}

/** A value as JSON.parse would give it, with sorted keys; undefined where JSON has no form of it. */
export function toPlain(value: Value): Value {
  if (value instanceof Uint8Array) return undefined;
  if (value instanceof LuaFloat) return value.value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) {
    const items = value.map(toPlain);
    return items.includes(undefined) ? undefined : items;
  }
  if (!isValueMap(value)) return value;
  const entries = Object.keys(value)
    .sort(compareText)
    .map((key) => [key, toPlain(value[key])] as const);
  return entries.some(([, item]) => item === undefined) ? undefined : createValueMap(entries);
}
