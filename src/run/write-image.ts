import { writeFileSync } from 'node:fs';
import { compileLua } from '../vm/compile.js';
import { readPrelude } from '../vm/read-prelude.js';
import { encodeImage } from '../vm/vm-image.js';
import { openForks } from './forks.js';
import { IMAGE_FILE } from './vm-parts.js';

const MEMORY_BYTES = 256 * 1024 * 1024;

// The last step of the build.
const forks = openForks({ compiled: compileLua(), prelude: readPrelude(), memoryBytes: MEMORY_BYTES });
writeFileSync(IMAGE_FILE, encodeImage(forks.takeImage()));
