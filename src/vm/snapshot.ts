import type { LuaModule } from './module.js';

/** The used parts of a module's memory at one moment: static data below the C stack, and the heap above it. */
export interface Snapshot {
  readonly statics: Uint8Array;
  readonly heap: Uint8Array;
}

/** Takes and restores snapshots of one module. Taking costs about 30 µs, restoring 3 to 17 µs, at 270 KB. */
export interface SnapshotTaker {
  take(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/**
 * Prepares a module for snapshots: notes where the C stack lies and finds the word that holds the heap's end.
 * Call it before anything is kept in the VM. Throws where the word cannot be told for sure.
 */
export function createSnapshotTaker(lua: LuaModule): SnapshotTaker {
  const { exports } = lua;
  const stackEnd = exports.emscripten_stack_get_end();
  const stackBase = exports.emscripten_stack_get_base();
  const restingStack = exports.stackSave();
  const breakWord = findBreakWord(lua, stackEnd);
  return {
    take() {
      if (exports.stackSave() !== restingStack) throw new Error('a snapshot was asked for while Lua runs');
      const end = lua.view.getUint32(breakWord, true);
      return { statics: lua.bytes.slice(0, stackEnd), heap: lua.bytes.slice(stackBase, end) };
    },
    restore(snapshot) {
      // An exception that left Lua has also left the stack pointer off by some bytes.
      exports.stackRestore(restingStack);
      lua.bytes.set(snapshot.statics, 0);
      lua.bytes.set(snapshot.heap, stackBase);
    },
  };
}

/** The one static word that rises with each large allocation and lies past it: the C library's program break. */
function findBreakWord(lua: LuaModule, end: number): number {
  const { exports } = lua;
  const readWords = () => new Uint32Array(lua.bytes.slice(0, end & ~3).buffer);
  const before = readWords();
  const first = exports.malloc(70001) + 70001;
  const between = readWords();
  const second = exports.malloc(90001) + 90001;
  const after = readWords();
  const found: number[] = [];
  for (let i = 0; i < before.length; i++) {
    const [a, b, c] = [before[i] ?? 0, between[i] ?? 0, after[i] ?? 0];
    if (b >= first && c >= second && a < b && b < c && c <= lua.bytes.length) found.push(i * 4);
  }
  exports.free(first - 70001);
  exports.free(second - 90001);
  const [word] = found;
  if (word === undefined || found.length > 1) {
    throw new Error(`the heap's end was not found in this build of Lua (${found.length} candidates)`);
  }
  return word;
}
