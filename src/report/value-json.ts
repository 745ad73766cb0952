import { createValueMap, isValueMap, LuaFloat, type Value, type ValueMap } from '../model/value.js';

/**
 * How journal data is written as JSON without loss. What JSON has is written as it is; the rest as a map with one key:
 *
 * | value | JSON |
 * |---|---|
 * | undefined, in a list | `{"$nil":true}` |
 * | bigint | `{"$integer":"9007199254740993"}` |
 * | LuaFloat, and numbers JSON lacks | `{"$float":"5"}`, `"-0"`, `"Infinity"`, `"NaN"` |
 * | Uint8Array | `{"$bytes":"<base64>"}` |
 *
 * A map's own key that begins with `$` is written with one more `$`, so that nothing a script says reads as one of these.
 */
export function encodeValue(value: Value): Value {
  if (value === undefined) return tag('$nil', true);
  if (typeof value === 'bigint') return tag('$integer', String(value));
  if (typeof value === 'number') return hasJson(value) ? value : tag('$float', showFloat(value));
  if (value instanceof LuaFloat) return encodeFloat(value.value);
  if (value instanceof Uint8Array) return tag('$bytes', toBuffer(value).toString('base64'));
  if (Array.isArray(value)) return value.every(isPlain) ? value : value.map(encodeValue);
  return isValueMap(value) ? encodeMap(value) : value;
}

/** The same for a map, which stays itself where JSON has all of it already. */
export function encodeMap(map: ValueMap): ValueMap {
  if (isPlain(map)) return map;
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  return createValueMap(entries.map(([key, value]) => [key.startsWith('$') ? `$${key}` : key, encodeValue(value)]));
}

/** Back from `encodeValue`. An unknown `$` key is read as a plain key. */
function decodeValue(json: Value): Value {
  if (Array.isArray(json)) return json.map(decodeValue);
  if (!isValueMap(json)) return json;
  const tagged = decodeTag(json);
  return tagged === undefined ? decodeMap(json) : tagged.value;
}

/** Back from `encodeMap`. */
export function decodeMap(map: ValueMap): ValueMap {
  const entries = Object.entries(map);
  const decoded = entries.map(
    ([key, value]) => [key.startsWith('$$') ? key.slice(1) : key, decodeValue(value)] as const,
  );
  return createValueMap(decoded);
}

function decodeTag(map: ValueMap): { value: Value } | undefined {
  const [entry, second] = Object.entries(map);
  if (entry === undefined || second !== undefined) return undefined;
  const [key, text] = entry;
  if (key === '$nil') return { value: undefined };
  if (typeof text !== 'string') return undefined;
  if (key === '$integer') return /^-?\d+$/.test(text) ? { value: BigInt(text) } : undefined;
  if (key === '$float') return { value: readFloat(Number(text)) };
  if (key === '$bytes') return { value: new Uint8Array(Buffer.from(text, 'base64')) };
  return undefined;
}

/** Whether JSON has the value, and all that is in it. The usual case, and the quick one: no copy is made. */
function isPlain(value: Value): boolean {
  if (value === undefined) return false;
  if (typeof value === 'number') return hasJson(value);
  if (typeof value !== 'object') return typeof value !== 'bigint';
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isValueMap(value)) return false;
  for (const key in value) if (key.startsWith('$') || !isPlain(value[key])) return false;
  return true;
}

/** A float with a fraction needs no box: it cannot be taken for an integer. */
function encodeFloat(value: number): Value {
  return Number.isInteger(value) || !hasJson(value) ? tag('$float', showFloat(value)) : value;
}

function hasJson(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function showFloat(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Only integral floats need their box; a plain `-0` is told from `0` without one. */
function readFloat(value: number): Value {
  return Number.isInteger(value) && !Object.is(value, -0) ? new LuaFloat(value) : value;
}

function tag(key: string, value: Value): ValueMap {
  return createValueMap([[key, value]]);
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
