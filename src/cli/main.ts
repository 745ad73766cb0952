#!/usr/bin/env node
import { loadLate } from '../model/load-late.js';
import { warmThread } from '../run/thread.js';

/** Commands that run Lua: a thread comes up while all else is loaded. */
const WARMED: ReadonlySet<string | undefined> = new Set(['run', 'list', 'mutate', 'repl']);

/** V8 of Node 20, which knows the flags below. */
const HASTY_V8 = '11.3.';

/**
 * Node 20 optimizes JavaScript after 66 KB of executed bytecode, and WebAssembly after 1.8 MB, in threads that take the
 * workers' cores: a short run spends them on code that is hardly used. Later versions are more patient by themselves.
 */
function makePatient(): void {
  if (!process.versions.v8.startsWith(HASTY_V8)) return;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--wasm-tiering-budget=100000000');
}

if (WARMED.has(process.argv[2])) {
  makePatient();
  warmThread();
}
// All at once: in the usual way modules are read in turns with a pool of threads, which takes some milliseconds longer.
loadLate('./start.js', import.meta.url);
