import type { LuaExports, Pointer } from '../lua-exports.js';
import type { Strings } from '../strings.js';
import type { Cells } from './cells.js';
import type { KnownStrings } from './known-strings.js';
import { STATE_TOP, TAG, VALUE_BYTES, VALUE_TAG } from './lua-layout.js';
import type { PlainData } from './plain-data.js';

export interface LeafWriterParts {
  readonly exports: LuaExports;
  readonly strings: Strings;
  readonly cells: Cells;
  readonly known: KnownStrings;
  readonly L: Pointer;
}

/** How often a field must have been looked at before its hit rate counts. */
const MIN_LOOKS = 256;

/** One field of a shape: whether its strings come again, so that it pays to keep them. */
export interface LeafField {
  looks: number;
  /** Texts that were not known yet. */
  misses: number;
}

/** Writes leaves into stack slots. The caller has made sure of the room. */
export class LeafWriter {
  readonly #parts: LeafWriterParts;

  constructor(parts: LeafWriterParts) {
    this.#parts = parts;
  }

  /** Puts a leaf on the top of the stack; false where it is none (a table, a function, what is too large). */
  push(value: PlainData, field: LeafField): boolean {
    if (typeof value === 'string') return this.#pushText(value, field);
    const { cells, L } = this.#parts;
    const slot = cells.word(L + STATE_TOP);
    if (!writeScalar(cells, slot, value)) return false;
    cells.setWord(L + STATE_TOP, slot + VALUE_BYTES);
    return true;
  }

  /**
   * Writes a leaf into an array item of a table that has it already; false where that cannot be done raw. A string there
   * must be an anchored one: the collector is not told of what is written.
   */
  write(address: Pointer, value: PlainData, field: LeafField): boolean {
    const { cells } = this.#parts;
    if (typeof value !== 'string') return writeScalar(cells, address, value);
    const known = this.#lookUp(value, field);
    if (known === undefined) return false;
    cells.setWord(address, known.address);
    cells.setByte(address + VALUE_TAG, known.tag);
    return true;
  }

  #pushText(text: string, field: LeafField): boolean {
    const { cells, L, strings } = this.#parts;
    const known = this.#lookUp(text, field);
    if (known === undefined) {
      strings.push(L, text);
      cells.refresh();
      return true;
    }
    const slot = cells.word(L + STATE_TOP);
    cells.setWord(slot, known.address);
    cells.setByte(slot + VALUE_TAG, known.tag);
    cells.setWord(L + STATE_TOP, slot + VALUE_BYTES);
    return true;
  }

  #lookUp(text: string, field: LeafField) {
    if (field.looks > MIN_LOOKS && field.misses * 2 > field.looks) return undefined;
    const { known } = this.#parts;
    const before = known.count;
    const found = known.find(text);
    field.looks += 1;
    if (found === undefined || known.count !== before) field.misses += 1;
    return found;
  }
}

const WORD = 2 ** 32;

/** Writes what needs no string; false for anything else. */
function writeScalar(cells: Cells, slot: Pointer, value: PlainData): boolean {
  if (typeof value === 'number') {
    // Most numbers are small; -0 is no integer of Lua's.
    if ((value | 0) === value && (value !== 0 || 1 / value > 0)) {
      cells.setWord(slot, value);
      cells.setWord(slot + 4, value >> 31);
      cells.setByte(slot + VALUE_TAG, TAG.integer);
    } else if (Number.isSafeInteger(value) && value !== 0) {
      cells.setWord(slot, value);
      cells.setWord(slot + 4, Math.floor(value / WORD));
      cells.setByte(slot + VALUE_TAG, TAG.integer);
    } else {
      cells.setFloat(slot, value);
      cells.setByte(slot + VALUE_TAG, TAG.float);
    }
    return true;
  }
  if (typeof value === 'boolean') {
    cells.setByte(slot + VALUE_TAG, value ? TAG.true : TAG.false);
    return true;
  }
  if (value === undefined) {
    cells.setByte(slot + VALUE_TAG, TAG.nil);
    return true;
  }
  if (value !== null) return false;
  cells.setWord(slot, 0);
  cells.setByte(slot + VALUE_TAG, TAG.lightUserdata);
  return true;
}
