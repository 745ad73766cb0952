import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createWalkFs, type WalkCalls } from '../../src/scenario/walk-fs.js';
import { createProject } from '../support/project.js';

function failWith(code: string): WalkCalls {
  return {
    ...fs,
    // Only the two shapes that a walk uses are answered; node has six.
    readdirSync: (() => {
      throw Object.assign(new Error(code), { code, syscall: 'scandir' });
    }) as typeof fs.readdirSync,
  };
}

it('tells of a folder that cannot be read and goes on', () => {
  const root = createProject({});
  const told: string[] = [];
  const walk = createWalkFs(root, (path, why) => told.push(`${path}: ${why}`), failWith('EACCES'));
  expect(walk.readdirSync?.(join(root, 'secret'), { withFileTypes: true })).toEqual([]);
  expect(walk.readdirSync?.(root, { withFileTypes: true })).toEqual([]);
  expect(told).toEqual([
    'secret: the folder cannot be read: permission denied (EACCES)',
    '.: the folder cannot be read: permission denied (EACCES)',
  ]);
});

it('leaves a missing folder to the walk', () => {
  const root = createProject({});
  const walk = createWalkFs(root, () => expect.unreachable(), failWith('ENOENT'));
  expect(() => walk.readdirSync?.(root, { withFileTypes: true })).toThrow('ENOENT');
});
