import { expect } from 'vitest';
import { openProject, spawnMoonrig } from './moonrig.js';

/** A scenario file, and where its snapshots are kept. */
export const A = 'scenarios/a.scenario.lua';
export const SNAP = 'scenarios/__snapshots__/a.scenario.snap.lua';

export const run = (cwd: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
  spawnMoonrig(['run', '--no-color', ...args], { cwd, env });

/** A project whose snapshots have been written. */
export async function openWritten(source: string): Promise<string> {
  const cwd = openProject({ [A]: source });
  expect(await run(cwd)).toMatchObject({ code: 0, stderr: '' });
  return cwd;
}
