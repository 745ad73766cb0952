import { expect, it, vi } from 'vitest';
import { discover } from '../../src/scenario/discover.js';
import { createProject } from '../support/project.js';

const loads = vi.hoisted(() => ({ count: 0 }));
vi.mock('fast-glob', async (importOriginal) => {
  loads.count += 1;
  return await importOriginal();
});

it('does not load the walker of folders for a plain file', async () => {
  const root = createProject({ 'one.scenario.lua': '' });
  expect((await discover({ root, paths: ['one.scenario.lua:3'] })).files).toEqual(['one.scenario.lua']);
  expect(loads.count).toBe(0);
  expect((await discover({ root, paths: ['.'] })).files).toEqual(['one.scenario.lua']);
  expect(loads.count).toBe(1);
});
