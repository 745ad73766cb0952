import { isValueMap, LuaFloat, type Value } from '../../model/value.js';
import { quoteLuaText } from '../../snapshot/lua-text.js';

const MAX_TEXT = 120;

/** A value on one line, as Lua would write it; long texts are cut. */
export function showLua(value: Value): string {
  if (value === undefined) return 'nil';
  if (value === null) return 'json.null';
  if (typeof value === 'string')
    return quoteLuaText(value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT).toWellFormed()}…` : value);
  if (value instanceof LuaFloat) return String(value.value);
  if (value instanceof Uint8Array) return `(${value.length} bytes)`;
  if (Array.isArray(value)) return showTable(value.map(showLua));
  if (!isValueMap(value)) return String(value);
  return showTable(Object.entries(value).map(([key, item]) => `${showKey(key)} = ${showLua(item)}`));
}

function showTable(parts: readonly string[]): string {
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function showKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : `[${quoteLuaText(key)}]`;
}
