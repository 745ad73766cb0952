import { readFileSync } from 'node:fs';
import { compileLua } from '../vm/compile.js';
import type { PreludeSource } from '../vm/open-prelude.js';
import { readPrelude } from '../vm/read-prelude.js';
import { decodeImage, type VmImage } from '../vm/vm-image.js';

/** All that a thread needs to make its VM. */
export interface VmParts {
  readonly compiled: WebAssembly.Module;
  readonly prelude: readonly PreludeSource[] | VmImage;
  /** How large the VM may grow. */
  readonly memoryBytes: number;
}

/** Where the build keeps the image of a VM with the prelude in it; beside the sources there is none. */
export const IMAGE_FILE = new URL('../vm/prelude.image', import.meta.url);

/** The parts as the build left them; where it has left no image, each VM runs the prelude's sources. */
export function readVmParts(memoryBytes: number): VmParts {
  return { compiled: compileLua(), prelude: readImage() ?? readPrelude(), memoryBytes };
}

/** The image in memory that threads share: it is not copied to each. */
function readImage(): VmImage | undefined {
  let file: Uint8Array;
  try {
    file = readFileSync(IMAGE_FILE);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const shared = new Uint8Array(new SharedArrayBuffer(file.length));
  shared.set(file);
  return decodeImage(shared);
}
