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

/** What stops at a breakpoint and evaluates what is typed; in a VM only where that is wanted. */
const DEBUGGER = ['evaluate', 'frames', 'commands', 'debugger'];

/** What answers `moonrig repl`; it stands on the debugger. */
const REPL = ['repl'];

/** Reads the prelude from the package: `src/prelude` stands at the same place beside `src/vm` and `dist/vm`. */
export function readPrelude(): PreludeSource[] {
  return readSources(NAMES);
}

/** Reads the files that the prelude loads when the first breakpoint is reached. */
export function readDebugger(): PreludeSource[] {
  return readSources(DEBUGGER);
}

/** Reads the prelude of a VM that a person talks to. */
export function readReplPrelude(): PreludeSource[] {
  return readSources([...NAMES, ...DEBUGGER, ...REPL]);
}

function readSources(names: readonly string[]): PreludeSource[] {
  const folder = new URL('../../src/prelude/', import.meta.url);
  return names.map((name) => ({ name, source: readFileSync(new URL(`${name}.lua`, folder), 'utf8') }));
}
