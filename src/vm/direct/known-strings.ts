import { LUA_REGISTRYINDEX } from '../lua-constants.js';
import type { LuaExports, Pointer } from '../lua-exports.js';
import type { Strings } from '../strings.js';
import type { Cells } from './cells.js';
import { STATE_TOP, VALUE_BYTES, VALUE_TAG } from './lua-layout.js';

/** A string that Lua holds and will not collect. */
export interface KnownString {
  readonly address: Pointer;
  readonly tag: number;
}

/** Strings that are anchored in one VM at most, and the longest of them in UTF-16 units. */
const MAX_KNOWN = 4096;
const MAX_LENGTH = 256;

export interface KnownStringsParts {
  readonly exports: LuaExports;
  readonly strings: Strings;
  readonly cells: Cells;
  readonly L: Pointer;
}

/**
 * Strings of a VM by text and by address. Each is anchored in the registry: while this object is in use no address can come
 * to mean another string. All of it dies with a restore of the VM.
 */
export class KnownStrings {
  readonly #parts: KnownStringsParts;
  readonly #anchor: bigint;
  readonly #byText = new Map<string, KnownString>();
  readonly #byAddress = new Map<Pointer, string | Uint8Array>();
  #count = 0;

  constructor(parts: KnownStringsParts) {
    const { exports, L } = parts;
    this.#parts = parts;
    exports.lua_createtable(L, 0, 0);
    this.#anchor = BigInt(exports.luaL_ref(L, LUA_REGISTRYINDEX));
  }

  /** How many are kept. */
  get count(): number {
    return this.#count;
  }

  /** Lua's string for a text; undefined where no more are kept, or it is too long. */
  find(text: string): KnownString | undefined {
    return this.#byText.get(text) ?? this.#add(text);
  }

  /** The text of a string at an address that has been asked for before. */
  textAt(address: Pointer): string | Uint8Array | undefined {
    return this.#byAddress.get(address);
  }

  /** Anchors the string at an address and gives its text; where no more are kept, the text alone. */
  keep(address: Pointer, tag: number): string | Uint8Array {
    const { cells, exports, L } = this.#parts;
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, this.#anchor);
    const text = this.#push(address, tag);
    if (this.#count < MAX_KNOWN && text.length <= MAX_LENGTH) {
      this.#count += 1;
      exports.lua_rawseti(L, -2, BigInt(this.#count));
      exports.lua_settop(L, -2);
      this.#byAddress.set(address, text);
    } else exports.lua_settop(L, -3);
    cells.refresh();
    return text;
  }

  /** The text of a string at an address. */
  read(address: Pointer, tag: number): string | Uint8Array {
    const text = this.#push(address, tag);
    this.#parts.exports.lua_settop(this.#parts.L, -2);
    return text;
  }

  #push(address: Pointer, tag: number): string | Uint8Array {
    const { cells, L, strings } = this.#parts;
    const slot = cells.word(L + STATE_TOP);
    cells.setWord(slot, address);
    cells.setByte(slot + VALUE_TAG, tag);
    cells.setWord(L + STATE_TOP, slot + VALUE_BYTES);
    return strings.read(L, -1);
  }

  #add(text: string): KnownString | undefined {
    if (this.#count >= MAX_KNOWN || text.length > MAX_LENGTH) return undefined;
    const { cells, exports, L, strings } = this.#parts;
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, this.#anchor);
    strings.push(L, text);
    cells.refresh();
    const slot = cells.word(L + STATE_TOP) - VALUE_BYTES;
    const known = { address: cells.word(slot), tag: cells.byte(slot + VALUE_TAG) };
    this.#count += 1;
    exports.lua_rawseti(L, -2, BigInt(this.#count));
    exports.lua_settop(L, -2);
    cells.refresh();
    this.#byText.set(text, known);
    return known;
  }
}
