import { LuaRaise } from '../model/dispatch.js';
import type { Entry } from '../model/entry.js';
import { isValueMap, type Value } from '../model/value.js';

/** Entries held of one scenario: the first and the last; those between are only counted. */
const HELD = 1000;
const MAX_TEXT = 1000;
/** What the data of all entries held may come to: characters and bytes, and so many for each value. */
const MAX_DATA = 32 * 1024 * 1024;
const VALUE_SIZE = 16;

function sizeOf(value: Value): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return VALUE_SIZE + value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, item: Value) => sum + sizeOf(item), VALUE_SIZE);
  if (!isValueMap(value)) return VALUE_SIZE;
  let sum = VALUE_SIZE;
  for (const key of Object.keys(value)) sum += key.length + sizeOf(value[key]);
  return sum;
}

const dataSize = ({ data }: Entry) => (data === undefined ? 0 : sizeOf(data));

/** The ordered facts of one scenario. */
export class Journal {
  readonly #entries: Entry[];
  /** What the data of each comes to: to find that out takes as long as to note a fact. */
  readonly #sizes: number[];
  #count: number;
  #size: number;

  constructor(from?: Journal) {
    this.#entries = from === undefined ? [] : [...from.#entries];
    this.#sizes = from === undefined ? [] : [...from.#sizes];
    this.#count = from === undefined ? 0 : from.#count;
    this.#size = from === undefined ? 0 : from.#size;
  }

  fork(): Journal {
    return new Journal(this);
  }

  /** Gives the entry as it is kept. Throws a LuaRaise where its data is more than may be held. */
  add(entry: Entry): Entry {
    const size = dataSize(entry);
    if (size > 0 && this.#size + size > MAX_DATA) {
      throw new LuaRaise(`the journal of a scenario holds at most ${MAX_DATA / 1024 / 1024} MiB of calls and fields`);
    }
    this.#size += size;
    this.#count += 1;
    const kept = entry.text.length > MAX_TEXT ? { ...entry, text: `${entry.text.slice(0, MAX_TEXT)}…` } : entry;
    this.#entries.push(kept);
    this.#sizes.push(size);
    if (this.#entries.length > HELD * 2) {
      this.#entries.splice(HELD / 2, HELD);
      for (const dropped of this.#sizes.splice(HELD / 2, HELD)) this.#size -= dropped;
    }
    return kept;
  }

  /** How many there were, held or not. */
  get count(): number {
    return this.#count;
  }

  /** At most `limit` entries: the first half and the last half of what is held. */
  entries(limit: number): readonly Entry[] {
    if (this.#entries.length <= limit) return this.#entries;
    const head = Math.ceil(limit / 2);
    return [...this.#entries.slice(0, head), ...this.#entries.slice(this.#entries.length - (limit - head))];
  }
}
