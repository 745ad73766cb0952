import { didYouMean } from '../model/suggest.js';
import { isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';

export type FieldPath = readonly (string | number)[];

/** Tells of bad input: throws an error with the address of `path`. */
export type Refuse = (path: FieldPath, why: string) => never;

/** Reads typed fields out of data that a user wrote, as a Lua table or as JSON. */
export class Fields {
  readonly #map: ValueMap;
  readonly #path: FieldPath;
  readonly #refuse: Refuse;

  constructor(value: Value, path: FieldPath, refuse: Refuse) {
    if (!isValueMap(value)) refuse(path, `named fields are expected, got ${nameOf(value)}`);
    this.#map = value;
    this.#path = path;
    this.#refuse = refuse;
  }

  /** Refuses fields that are not among those known. */
  only(known: readonly string[]): void {
    for (const key of this.keys()) {
      if (known.includes(key)) continue;
      this.refuse(key, `unknown field ${key}${didYouMean(key, known)} (known: ${known.join(', ')})`);
    }
  }

  refuse(key: string, why: string): never {
    return this.#refuse([...this.#path, key], why);
  }

  get(key: string): Value {
    const value = this.#map[key];
    return value === null ? undefined : value;
  }

  /** The field as it is: JSON's null too. */
  raw(key: string): Value {
    return this.#map[key];
  }

  keys(): string[] {
    return Object.keys(this.#map);
  }

  text(key: string): string | undefined {
    const value = this.get(key);
    if (value === undefined || typeof value === 'string') return value;
    return this.refuse(key, `a text is expected, got ${nameOf(value)}`);
  }

  /** A number from 0 up. */
  count(key: string): number | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    const number = toNumber(value);
    if (number !== undefined && number >= 0 && number !== Number.POSITIVE_INFINITY) return number;
    return this.refuse(key, `a number from 0 up is expected, got ${number ?? nameOf(value)}`);
  }

  /** A whole number from 0 up. */
  whole(key: string): number | undefined {
    const number = this.count(key);
    if (number === undefined || Number.isSafeInteger(number)) return number;
    return this.refuse(key, `a whole number is expected, got ${number}`);
  }

  flag(key: string): boolean | undefined {
    const value = this.get(key);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.refuse(key, `true or false is expected, got ${nameOf(value)}`);
  }

  /** A list; Lua's empty table is an empty one. */
  list(key: string): readonly Value[] | undefined {
    const value = this.#listOf(key);
    if (value === undefined || Array.isArray(value)) return value;
    return this.refuse(key, `a list is expected, got ${nameOf(value)}`);
  }

  /** A text, or a list of them, as a list. */
  texts(key: string): string[] | undefined {
    const value = this.#listOf(key);
    if (value === undefined) return undefined;
    const list: readonly Value[] = Array.isArray(value) ? value : [value];
    return list.map((item) =>
      typeof item === 'string' ? item : this.refuse(key, `a text or a list of texts is expected, got ${nameOf(item)}`),
    );
  }

  /** Lua has one empty table, which comes as a map; where a list is expected it is the empty one. */
  #listOf(key: string): Value {
    const value = this.get(key);
    return isValueMap(value) && Object.keys(value).length === 0 ? [] : value;
  }
}

/** What a value is, in the words of a Lua user. */
export function nameOf(value: Value): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isValueMap(value)) return 'a table';
  if (typeof value === 'string') return 'a text';
  if (value instanceof Uint8Array) return 'bytes that are not UTF-8';
  return typeof value === 'boolean' ? 'a boolean' : 'a number';
}
