import type { Pointer } from './lua-exports.js';
import type { LuaModule } from './module.js';

/** What is known of the C library's heap. */
export interface HeapPlace {
  /** Address of the static word that holds the program break. */
  readonly breakWord: Pointer;
  readonly firstRegion: Pointer;
}

/** The address of the program break in the pinned build; a test holds it against what a search finds. */
export const KNOWN_BREAK_WORD: Pointer = 0x7adc;

/** Two blocks so large that each makes the heap longer. */
const [FIRST_BYTES, SECOND_BYTES] = [70_001, 90_001];
/** A region begins one word before what malloc gives. */
const HEADER = 4;

/**
 * Finds the one static word that rises with each large allocation and lies past it, which is the C library's program
 * break, and the heap's first region. Call it before anything is kept in the VM. The word at `known` is looked at first: to
 * look at all of them takes some milliseconds. Throws where none can be told for sure.
 */
export function findBreakWord(lua: LuaModule, known: Pointer = KNOWN_BREAK_WORD): HeapPlace {
  const { exports } = lua;
  const end = exports.emscripten_stack_get_end();
  const readWords = () => new Uint32Array(lua.bytes.slice(0, end & ~3).buffer);
  const before = readWords();
  const first = exports.malloc(FIRST_BYTES);
  const between = readWords();
  const second = exports.malloc(SECOND_BYTES);
  const after = readWords();
  exports.free(first);
  exports.free(second);
  const isBreak = (i: number) => {
    const [a, b, c] = [before[i] ?? 0, between[i] ?? 0, after[i] ?? 0];
    const rises = a < b && b < c && c <= lua.bytes.length;
    return rises && b >= first + FIRST_BYTES && c >= second + SECOND_BYTES;
  };
  const found = isBreak(known / 4) ? [known / 4] : [...before.keys()].filter(isBreak);
  const [word] = found;
  if (word === undefined || found.length > 1) {
    throw new Error(`the heap's end was not found in this build of Lua (${found.length} candidates)`);
  }
  return { breakWord: word * 4, firstRegion: first - HEADER };
}
