import { findBreakWord, type HeapPlace } from './break-word.js';
import { type AddressRange, findUsedRanges } from './heap-ranges.js';
import type { LuaModule } from './module.js';

/** The used parts of a module's memory at one moment: static data below the C stack, and the heap above it. */
export interface Snapshot {
  readonly parts: readonly { readonly at: number; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/** Takes and restores snapshots of one module. Taking costs about 30 µs, restoring 3 to 17 µs, at 270 KB. */
export interface SnapshotTaker {
  take(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Gives back what a snapshot kept; it must not be used again. The next ones are written over it. */
  release(snapshot: Snapshot): void;
}

const MAX_SPARE = 8;
const roundUp = (bytes: number) => Math.ceil(bytes / 65536) * 65536;

/** A heap smaller than this is copied as a whole: looking for its free parts would cost more. */
const SMALL_HEAP = 1024 * 1024;

/**
 * Prepares a module for snapshots: notes where the C stack lies and finds the word that holds the heap's end.
 * Call it before anything is kept in the VM. Throws where the word cannot be told for sure.
 */
export function createSnapshotTaker(lua: LuaModule): SnapshotTaker {
  const { exports } = lua;
  const stackEnd = exports.emscripten_stack_get_end();
  const stackBase = exports.emscripten_stack_get_base();
  const restingStack = exports.stackSave();
  let found: HeapPlace | undefined;
  const find = () => {
    found ??= findBreakWord(lua);
    return found;
  };
  const breakWord = lua.keep('break', () => find().breakWord);
  const firstRegion = lua.keep('heap', () => find().firstRegion);
  const readBreak = () => lua.view.getUint32(breakWord, true);
  const isKnownHeap = findUsedRanges(lua, firstRegion, readBreak()) !== undefined;

  const rangesToCopy = (): AddressRange[] => {
    const end = readBreak();
    const whole = { from: stackBase, to: end };
    const used = isKnownHeap && end - stackBase > SMALL_HEAP ? findUsedRanges(lua, firstRegion, end) : undefined;
    return [
      { from: 0, to: stackEnd },
      ...(used === undefined ? [whole] : [{ from: stackBase, to: firstRegion }, ...used]),
    ];
  };

  /** Buffers of released snapshots: fresh memory for each file would keep the garbage collector busy. */
  const spare: ArrayBuffer[] = [];
  const copy = ({ from, to }: AddressRange) => {
    const fitting = spare.findIndex((buffer) => buffer.byteLength >= to - from);
    const [buffer = new ArrayBuffer(roundUp(to - from))] = fitting < 0 ? [] : spare.splice(fitting, 1);
    const bytes = new Uint8Array(buffer, 0, to - from);
    bytes.set(lua.bytes.subarray(from, to));
    return { at: from, bytes };
  };

  return {
    take() {
      if (exports.stackSave() !== restingStack) throw new Error('a snapshot was asked for while Lua runs');
      return { parts: rangesToCopy().map(copy) };
    },
    release(snapshot) {
      for (const { bytes } of snapshot.parts) if (spare.length < MAX_SPARE) spare.push(bytes.buffer);
    },
    restore(snapshot) {
      // An exception that left Lua has also left the stack pointer off by some bytes.
      exports.stackRestore(restingStack);
      const { bytes } = lua;
      for (const part of snapshot.parts) bytes.set(part.bytes, part.at);
    },
  };
}
