import { createImports } from './imports.js';
import type { LuaExports, Pointer } from './lua-exports.js';
import type { VmImage } from './vm-image.js';

/** An instance of the Lua module: its exports, views of its memory, and a way to hand it a function. */
export interface LuaModule {
  readonly exports: LuaExports;
  /** The memory as bytes. Made anew when the memory grows: never keep it across a call. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** How often the memory was refused growth because of the cap. */
  readonly refusedGrowths: number;
  /** Gives a C function `(lua_State *) -> int` its place in the function table. */
  addFunction(call: (L: Pointer) => number): number;
  /** What JavaScript has to remember of the memory: made where it is new, known where the memory comes from an image. */
  keep(name: string, make: () => number): number;
  /** All that was kept so far. */
  readonly kept: ReadonlyMap<string, number>;
}

/**
 * Instantiates Lua with imports of our own: no files, no process, no clock but a fixed one, and a memory that refuses to
 * grow past `memoryBytes`. wasmoon's JavaScript is not used at all. With an image, the memory is that of the VM it was taken of.
 */
export function instantiateLua(compiled: WebAssembly.Module, memoryBytes: number, image?: VmImage): LuaModule {
  const refresh = (memory: WebAssembly.Memory) => {
    lua.bytes = new Uint8Array(memory.buffer);
    lua.view = new DataView(memory.buffer);
  };
  const imports = createImports({
    exports: () => lua.exports,
    grow: (wanted) => {
      if (growMemory(lua.exports.memory, wanted, memoryBytes)) {
        refresh(lua.exports.memory);
        return true;
      }
      lua.refusedGrowths += 1;
      return false;
    },
  });
  // The module's exports are typed by hand after the C API it was compiled from.
  const exports = new WebAssembly.Instance(compiled, imports).exports as unknown as LuaExports;
  // Plain fields, read in every call: an accessor would cost more than the call's own work.
  const kept = new Map(Object.entries(image?.kept ?? {}));
  const lua = {
    kept,
    keep: (name: string, make: () => number) => keep(kept, name, make),
    exports,
    bytes: new Uint8Array(exports.memory.buffer),
    view: new DataView(exports.memory.buffer),
    refusedGrowths: 0,
    addFunction: (call: (L: Pointer) => number) => addFunction(exports.__indirect_function_table, call),
  };
  exports.emscripten_stack_init();
  exports.__wasm_call_ctors();
  if (image !== undefined) {
    if (lua.bytes.length < image.memoryBytes) {
      exports.memory.grow((image.memoryBytes - lua.bytes.length) / PAGE);
      refresh(exports.memory);
    }
    for (const { at, bytes } of image.parts) lua.bytes.set(bytes, at);
  }
  return lua;
}

function keep(kept: Map<string, number>, name: string, make: () => number): number {
  const known = kept.get(name) ?? make();
  kept.set(name, known);
  return known;
}

const PAGE = 65536;

function growMemory(memory: WebAssembly.Memory, wanted: number, cap: number): boolean {
  const size = memory.buffer.byteLength;
  if (wanted > cap) return false;
  const target = Math.min(cap, Math.max(wanted, Math.ceil(size * 1.25)));
  memory.grow(Math.ceil((target - size) / PAGE));
  return true;
}

/**
 * A module that only passes one function on, so that it gets the type `(i32) -> i32` a table wants:
 * `(module (import "e" "f" (func (param i32) (result i32))) (export "f" (func 0)))`.
 */
const PASS_ON = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f, 2, 7, 1, 1, 0x65, 1, 0x66, 0, 0, 7, 5, 1, 1, 0x66,
  0, 0,
]);

function addFunction(table: WebAssembly.Table, call: (L: Pointer) => number): number {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(PASS_ON), { e: { f: call } });
  const index = table.grow(1);
  table.set(index, instance.exports.f);
  return index;
}

/** Adds the dispatch function, which the memory knows by its place in the function table. */
export function keepFunction(lua: LuaModule, call: (L: Pointer) => number): number {
  const place = lua.addFunction(call);
  if (lua.keep('dispatch', () => place) !== place) throw new Error('the image is of another build of Lua');
  return place;
}
