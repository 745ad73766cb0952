import type { LuaModule } from '../module.js';

/** The module's memory as typed arrays, which go stale when it grows: `refresh` after every call into Lua. */
export class Cells {
  readonly #lua: LuaModule;
  #u32: Uint32Array = new Uint32Array(0);
  #f64: Float64Array = new Float64Array(0);
  #u8: Uint8Array = new Uint8Array(0);

  constructor(lua: LuaModule) {
    this.#lua = lua;
    this.refresh();
  }

  /** Takes the memory as it is now. Cheap where it has not grown. */
  refresh(): void {
    const { bytes } = this.#lua;
    if (bytes === this.#u8) return;
    this.#u8 = bytes;
    this.#u32 = new Uint32Array(bytes.buffer);
    this.#f64 = new Float64Array(bytes.buffer);
  }

  byte(address: number): number {
    return this.#u8[address] ?? 0;
  }

  /** An aligned 32-bit word. */
  word(address: number): number {
    return this.#u32[address >>> 2] ?? 0;
  }

  /** An aligned double. */
  float(address: number): number {
    return this.#f64[address >>> 3] ?? 0;
  }

  setByte(address: number, value: number): void {
    this.#u8[address] = value;
  }

  setWord(address: number, value: number): void {
    this.#u32[address >>> 2] = value;
  }

  setFloat(address: number, value: number): void {
    this.#f64[address >>> 3] = value;
  }
}
