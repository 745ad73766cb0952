import { createValueMap, LuaFloat, type Value, type ValueMap } from '../../model/value.js';
import type { PlainData } from './plain-data.js';
import { isPlainObject } from './shape.js';

/** A value that a rule cannot be given. `path` tells where in the context, such as `.team.lead`. */
export class ContextError extends TypeError {
  readonly path: string;
  readonly why: string;
  constructor(path: readonly (string | number)[], why: string) {
    const where = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
    super(where === '' ? why : `${where}: ${why}`);
    this.name = 'ContextError';
    this.path = where;
    this.why = why;
  }
}

/** Plain data as the codec takes it. Throws a ContextError for anything else. */
export function toValue(data: unknown): Value {
  const open: object[] = [];
  const path: (string | number)[] = [];
  const convert = (item: unknown): Value => {
    if (typeof item !== 'object') return convertScalar(item, path);
    if (item === null || item instanceof Uint8Array) return item;
    if (open.includes(item)) throw new ContextError(path, 'contains itself');
    open.push(item);
    const made = Array.isArray(item) ? item.map((each: unknown, i) => below(i, each)) : convertMap(item);
    open.pop();
    return made;
  };
  const below = (key: string | number, item: unknown): Value => {
    path.push(key);
    const made = convert(item);
    path.pop();
    return made;
  };
  const convertMap = (item: object): Value => {
    if (!isPlainObject(item)) throw new ContextError(path, `${nameClass(item)} is not plain data`);
    // As the codec has maps: without a prototype.
    const map = Object.create(null) as Record<string, Value>;
    for (const key of Object.keys(item)) map[key] = below(key, item[key]);
    return map;
  };
  return convert(data);
}

/** A copy of plain data that shares nothing with it, as a rule would get it. Throws a ContextError for anything else. */
export function copyPlain(data: unknown): PlainData {
  return toPlain(toValue(data));
}

/** Globals of a script as the codec takes them. Throws a ContextError. */
export function toGlobals(globals: Readonly<Record<string, unknown>>): ValueMap {
  return createValueMap(Object.entries(globals).map(([name, value]) => [name, toValue(value)]));
}

function convertScalar(item: unknown, path: readonly (string | number)[]): Value {
  switch (typeof item) {
    case 'undefined':
    case 'boolean':
    case 'number':
    case 'string':
      return item;
    case 'bigint':
      if (BigInt.asIntN(64, item) === item) return item;
      throw new ContextError(path, `${item} does not fit in 64 bits`);
    default:
      throw new ContextError(path, `a ${typeof item} is not plain data`);
  }
}

function nameClass(item: object): string {
  const prototype: unknown = Object.getPrototypeOf(item);
  const maker: unknown =
    typeof prototype === 'object' && prototype !== null && 'constructor' in prototype
      ? prototype.constructor
      : undefined;
  return typeof maker === 'function' && maker.name !== ''
    ? `an object of class ${maker.name}`
    : 'an object with a prototype';
}

/** What the codec has read as plain data. */
export function toPlain(value: Value): PlainData {
  if (value instanceof LuaFloat) return value.value;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  const plain: Record<string, PlainData> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__')
      Object.defineProperty(plain, key, { value: toPlain(item), enumerable: true, writable: true, configurable: true });
    else plain[key] = toPlain(item);
  }
  return plain;
}
