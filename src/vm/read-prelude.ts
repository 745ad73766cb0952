import { readFileSync } from 'node:fs';
import type { PreludeSource } from './open-prelude.js';

/** The prelude's files in the order in which they run; each finds what it needs of the earlier ones in `rig`. */
const NAMES = [
  'core',
  'coroutines',
  'strings',
  'libraries',
  'inspect',
  'compare',
  'environments',
  'json',
  'random',
  'prompt',
  'llm',
  'agent',
  'describe',
  'assert',
  'run',
];

/** Reads the prelude from the package: `src/prelude` stands at the same place beside `src/vm` and `dist/vm`. */
export function readPrelude(): PreludeSource[] {
  const folder = new URL('../../src/prelude/', import.meta.url);
  return NAMES.map((name) => ({ name, source: readFileSync(new URL(`${name}.lua`, folder), 'utf8') }));
}
