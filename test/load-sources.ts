/// <reference types="vite/client" />

import { createRequire } from 'node:module';
import { beforeAll, vi } from 'vitest';

// Tests run the sources, which Node cannot load by itself: what `loadLate` is asked for there comes from the test runner,
// which has to have it ready.

const sources = import.meta.glob(['../src/world/**/*.ts', '../src/wire/**/*.ts']);
const ready = new Map<string, unknown>();
const state = vi.hoisted(() => ({ isUsed: false }));

function findSource(name: string, from: string): unknown {
  const path = new URL(name.replace(/\.js$/, '.ts'), from).pathname;
  const module = ready.get(path);
  if (module === undefined) throw new Error(`${path} is not ready`);
  return module;
}

vi.mock('../src/model/load-late.js', () => {
  state.isUsed = true;
  return {
    loadLate: (name: string, from: string) =>
      name.startsWith('.') ? findSource(name, from) : createRequire(from)(name),
    guardLoads: () => undefined,
  };
});

beforeAll(async () => {
  if (!state.isUsed) return;
  for (const [path, load] of Object.entries(sources)) {
    ready.set(new URL(path, import.meta.url).pathname, await load());
  }
});
