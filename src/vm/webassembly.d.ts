// Node's own type package leaves the WebAssembly namespace to the DOM library; this is the part of it that moonrig uses.
export {};

declare global {
  namespace WebAssembly {
    class Module {
      constructor(bytes: ArrayBufferView);
    }
    class Instance {
      constructor(module: Module, imports: Imports);
      readonly exports: Readonly<Record<string, unknown>>;
    }
    class Memory {
      private constructor();
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
    class Table {
      private constructor();
      get(index: number): unknown;
      set(index: number, value: unknown): void;
      grow(delta: number): number;
    }
    class RuntimeError extends Error {}
    type Imports = Record<string, Record<string, unknown>>;
  }
}
