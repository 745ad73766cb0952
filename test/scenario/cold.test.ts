import { expect, it, vi } from 'vitest';
import { discover } from '../../src/scenario/discover.js';
import { createProject } from '../support/project.js';

vi.mock('fast-glob', () => {
  throw new Error('fast-glob was loaded');
});

it('does not load the walker of folders for a plain file', async () => {
  const root = createProject({ 'one.scenario.lua': '' });
  expect((await discover({ root, paths: ['one.scenario.lua:3'] })).files).toEqual(['one.scenario.lua']);
  await expect(discover({ root, paths: ['.'] })).rejects.toThrow(/fast-glob/);
});
