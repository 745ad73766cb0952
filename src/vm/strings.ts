import type { Pointer } from './lua-exports.js';
import type { LuaModule } from './module.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossyDecoder = new TextDecoder();
const encoder = new TextEncoder();
const SCRATCH_BYTES = 16 * 1024;
/** Below this a loop over ASCII bytes beats the decoder's call. */
const SHORT = 48;

/** Moves strings in and out of Lua byte for byte. */
export interface Strings {
  /** The string at a stack index: text where it is valid UTF-8, else its bytes. */
  read(L: Pointer, index: number): string | Uint8Array;
  push(L: Pointer, text: string | Uint8Array): void;
  /** A NUL-terminated copy that lives as long as the module. */
  intern(text: string): Pointer;
  /** The NUL-terminated or measured text at an address. */
  at(pointer: Pointer, length?: number): string;
}

/** Call before the first snapshot: it allocates. */
export function createStrings(lua: LuaModule): Strings {
  const { exports } = lua;
  const scratch = lua.keep('scratch', () => exports.malloc(SCRATCH_BYTES));
  const lengthOut = lua.keep('length', () => exports.malloc(4));
  const pushBytes = (L: Pointer, bytes: Uint8Array) => {
    const fits = bytes.length <= SCRATCH_BYTES;
    const pointer = fits ? scratch : exports.malloc(bytes.length);
    if (pointer === 0) throw new RangeError('not enough memory for a string');
    lua.bytes.set(bytes, pointer);
    exports.lua_pushlstring(L, pointer, bytes.length);
    if (!fits) exports.free(pointer);
  };
  return {
    read(L, index) {
      const pointer = exports.lua_tolstring(L, index, lengthOut);
      const length = lua.view.getUint32(lengthOut, true);
      return decode(lua.bytes, pointer, length);
    },
    push(L, text) {
      if (typeof text !== 'string') return pushBytes(L, text);
      if (text.length * 3 > SCRATCH_BYTES) return pushBytes(L, encoder.encode(text));
      const { written } = encoder.encodeInto(text, lua.bytes.subarray(scratch, scratch + SCRATCH_BYTES));
      exports.lua_pushlstring(L, scratch, written);
    },
    intern(text) {
      const bytes = encoder.encode(`${text}\0`);
      const pointer = exports.malloc(bytes.length);
      lua.bytes.set(bytes, pointer);
      return pointer;
    },
    at(pointer, length) {
      const end = length === undefined ? lua.bytes.indexOf(0, pointer) : pointer + length;
      const text = decode(lua.bytes, pointer, end - pointer);
      return typeof text === 'string' ? text : lossyDecoder.decode(text);
    },
  };
}

function decode(memory: Uint8Array, pointer: Pointer, length: number): string | Uint8Array {
  if (length < SHORT) {
    const ascii = decodeAscii(memory, pointer, length);
    if (ascii !== undefined) return ascii;
  }
  const bytes = memory.subarray(pointer, pointer + length);
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return bytes.slice();
    throw error;
  }
}

function decodeAscii(memory: Uint8Array, pointer: Pointer, length: number): string | undefined {
  let text = '';
  for (let i = pointer; i < pointer + length; i++) {
    const byte = memory[i] ?? 0;
    if (byte > 127) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}
