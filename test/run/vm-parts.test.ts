import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openForks } from '../../src/run/forks.js';
import { readVmParts } from '../../src/run/vm-parts.js';
import { encodeImage } from '../../src/vm/vm-image.js';

const MEMORY_BYTES = 64 * 1024 * 1024;

it('the build’s image is what these sources make', () => {
  const built = readFileSync(new URL('../../dist/vm/prelude.image', import.meta.url));
  const fresh = openForks(readVmParts(MEMORY_BYTES)).takeImage();
  expect(Buffer.compare(built, encodeImage(fresh)), 'npm run build makes it anew').toBe(0);
});
