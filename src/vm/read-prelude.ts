import { readFileSync } from 'node:fs';
import type { PreludeSource } from './open-prelude.js';

/** The prelude's files in the order in which they run; each finds what it needs of the earlier ones in `rig`. */
const NAMES = [
  'core',
  'catching',
  'coroutines',
  'strings',
  'libraries',
  'inspect',
  'compare',
  'environments',
  'clock',
  'json',
  'random',
  'prompt',
  'mocks',
  'llm',
  'agent',
  'workspace',
  'describe',
  'rows',
  'parts',
  'failing',
  'assertions',
  'words',
  'chains',
  'checks',
  'text-checks',
  'errors',
  'threads',
  'run',
];

const FOLDER = new URL('../../src/prelude/', import.meta.url);

/** Reads the prelude from the package: `src/prelude` stands at the same place beside `src/vm` and `dist/vm`. */
export function readPrelude(): PreludeSource[] {
  return readFiles(NAMES);
}

/** The prelude's files for a VM that runs rules and nothing else. */
const RULE_NAMES = [
  'core',
  'catching',
  'coroutines',
  'strings',
  'libraries',
  'inspect',
  'environments',
  'errors',
  'counting',
  'observing',
  'rules',
];

/** Reads the prelude of a VM for rules. */
export function readRulePrelude(): PreludeSource[] {
  return readFiles(RULE_NAMES);
}

/** Reads the prelude of a VM that reads bench files, or times parts of calls. */
export function readBenchPrelude(): PreludeSource[] {
  return readFiles([...RULE_NAMES, 'bench']);
}

function readFiles(names: readonly string[]): PreludeSource[] {
  return names.map((name) => ({ name, source: readFileSync(new URL(`${name}.lua`, FOLDER), 'utf8') }));
}

const parts = new Map<string, string>();

/** Reads, once, a part of the prelude that is loaded when it is needed; the prelude's `parts.lua` knows their names. */
export function readPreludePart(name: string): string {
  const known = parts.get(name) ?? readFileSync(new URL(`parts/${name}.lua`, FOLDER), 'utf8');
  parts.set(name, known);
  return known;
}
