import type { AgentData } from '../../model/agent.js';
import { createValueMap, isValueMap, LuaFloat, type Value } from '../../model/value.js';

/** As deep as the codec lets data be. */
const MAX_DEPTH = 64;

/** What the world gives, as agents see it: numbers are numbers, tables plain objects, bytes a text where they are UTF-8. */
export function toAgentData(value: Value): AgentData {
  if (value instanceof LuaFloat) return value.value;
  if (value instanceof Uint8Array) return readText(value);
  if (Array.isArray(value)) return value.map(toAgentData);
  if (!isValueMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toAgentData(item)]));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(bytes: Uint8Array): string | Uint8Array {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}

/** What an agent gives, as the world takes it. `name` says what it is; throws a TypeError where it is more than data. */
export function toValue(name: string, data: unknown): Value {
  return convert(data, { path: name, depth: 0 });
}

interface Place {
  readonly path: string;
  readonly depth: number;
}

function convert(data: unknown, place: Place): Value {
  if (data === undefined || data === null) return data;
  if (typeof data === 'boolean' || typeof data === 'number' || typeof data === 'string') return data;
  if (typeof data === 'bigint') {
    if (BigInt.asIntN(64, data) === data) return data;
    throw new TypeError(`${place.path}: ${data} is beyond the integers that Lua has`);
  }
  if (data instanceof Uint8Array) return data;
  if (typeof data !== 'object') throw refuse(place, `a ${typeof data}`);
  if (place.depth >= MAX_DEPTH)
    throw new TypeError(`${place.path}: data is nested deeper than ${MAX_DEPTH}, or holds itself`);
  if (Array.isArray(data)) return data.map((item, i) => convert(item ?? null, step(place, `[${i}]`)));
  const prototype: unknown = Object.getPrototypeOf(data);
  // Of another realm too: what matters is that nothing but its own fields makes it what it is.
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!isPlain) throw refuse(place, `a ${data.constructor?.name ?? 'object of a class'}`);
  const entries = Object.entries(data).filter(([, item]) => item !== undefined);
  return createValueMap(entries.map(([key, item]) => [key, convert(item, step(place, `.${key}`))]));
}

function step({ path, depth }: Place, key: string): Place {
  return { path: `${path}${key}`, depth: depth + 1 };
}

function refuse({ path }: Place, what: string): TypeError {
  return new TypeError(`${path}: only plain data can be handed over, got ${what}`);
}
