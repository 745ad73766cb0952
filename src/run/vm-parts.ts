import { compileLua } from '../vm/compile.js';
import type { PreludeSource } from '../vm/open-prelude.js';
import { readPrelude } from '../vm/read-prelude.js';

/** All that a thread needs to make its VM. */
export interface VmParts {
  readonly compiled: WebAssembly.Module;
  readonly prelude: readonly PreludeSource[];
  /** How large the VM may grow. */
  readonly memoryBytes: number;
}

export function readVmParts(memoryBytes: number): VmParts {
  return { compiled: compileLua(), prelude: readPrelude(), memoryBytes };
}
