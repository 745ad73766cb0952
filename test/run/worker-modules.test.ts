import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { hostModules } from '../../src/world/host-modules.js';

const SOURCES = join(import.meta.dirname, '../../src');

/** The files that are loaded with a file: what it imports, and what that imports, but for types and late imports. */
function loadedWith(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  const source = readFileSync(join(SOURCES, file), 'utf8');
  for (const [, path = ''] of source.matchAll(/^(?:import|export) (?!type\b)[^']*'(\.[^']+)\.js';$/gm)) {
    loadedWith(relative(SOURCES, join(SOURCES, dirname(file), `${path}.ts`)), known);
  }
  return known;
}

it('a worker begins without the files of host functions, but for the one of checks', () => {
  const loaded = [...loadedWith('run/worker-side.ts')];
  expect(loaded).toContain('world/host.ts');
  const names = hostModules.map(({ file }) => `world/${file.slice(2).replace(/js$/, 'ts')}`);
  expect(loaded.filter((file) => names.includes(file))).toEqual(['world/check-binding.ts']);
});

it('what it begins with does not load what only some scenarios need', () => {
  const loaded = [...loadedWith('run/worker-side.ts')];
  const rare = [
    'world/tasks.ts',
    'world/llm-text.ts',
    'mock/agent/tool-mock.ts',
    'world/agent/agent-run.ts',
    'world/agent/program-client.ts',
    'run/known-orders.ts',
    'run/run-property.ts',
    'run/repl-worker.ts',
  ];
  expect(loaded.filter((file) => rare.includes(file))).toEqual([]);
});
