import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MemoryWorkspace } from '../../src/mock/memory-workspace.js';
import { openWorkspaceFolder } from '../../src/mock/workspace-folder.js';
import { openProject } from '../e2e/moonrig.js';

const text = (workspace: MemoryWorkspace, path: string) => new TextDecoder().decode(workspace.read(path));

function openWithLinks(): MemoryWorkspace {
  const outside = openProject({ 'secret.txt': 'secret', 'folder/x': 'secret' });
  const root = openProject({ 'AGENTS.md': 'rules', 'lib/deep/a.ex': 'a', 'lib/b.ex': 'b' });
  symlinkSync('AGENTS.md', join(root, 'CLAUDE.md'));
  symlinkSync('../AGENTS.md', join(root, 'lib/rules.md'));
  symlinkSync('deep', join(root, 'lib/latest'));
  symlinkSync('..', join(root, 'lib/deep/up'));
  symlinkSync(join(outside, 'secret.txt'), join(root, 'out.txt'));
  symlinkSync(join(outside, 'folder'), join(root, 'out'));
  symlinkSync('nowhere', join(root, 'broken'));
  symlinkSync('loop', join(root, 'loop'));
  return new MemoryWorkspace(openWorkspaceFolder(root));
}

it('a link to what lies in the folder is a copy of that', () => {
  const workspace = openWithLinks();
  expect([...workspace.paths()]).toEqual([
    'AGENTS.md',
    'CLAUDE.md',
    'lib/b.ex',
    'lib/deep/a.ex',
    'lib/latest/a.ex',
    'lib/rules.md',
  ]);
  expect(['CLAUDE.md', 'lib/rules.md', 'lib/latest/a.ex'].map((path) => text(workspace, path))).toEqual([
    'rules',
    'rules',
    'a',
  ]);
  workspace.write('CLAUDE.md', new TextEncoder().encode('own'), 0);
  expect([text(workspace, 'AGENTS.md'), text(workspace, 'CLAUDE.md')]).toEqual(['rules', 'own']);
});

it.each([
  ['out.txt', 'out.txt: is a symbolic link that leads out of the workspace'],
  ['out/x', 'out/x: out is a symbolic link that leads out of the workspace'],
  ['out/x/y', 'out/x/y: out is a symbolic link that leads out of the workspace'],
  ['broken', 'broken: is a symbolic link that leads nowhere: it does not exist (ENOENT)'],
  ['loop', 'loop: is a symbolic link that leads nowhere: its symbolic links form a circle (ELOOP)'],
  ['lib/deep/up/b.ex', 'lib/deep/up/b.ex: lib/deep/up is a symbolic link to a folder that it lies in'],
])('nothing goes through any other: %s', (path, why) => {
  const workspace = openWithLinks();
  const bytes = new Uint8Array();
  expect(() => workspace.read(path)).toThrow(why);
  expect(() => workspace.stat(path)).toThrow(why);
  expect(() => workspace.write(path, bytes, 0)).toThrow(why);
  expect(() => workspace.append(path, bytes, 0)).toThrow(why);
  expect(() => workspace.delete(path, true)).toThrow(why);
  expect(() => workspace.move(path, 'x')).toThrow(why);
  expect(() => workspace.move('lib/b.ex', path)).toThrow(why);
  expect(() => workspace.list(path)).toThrow(why);
});

it('a file that cannot be read says so, and only when it is read', () => {
  const root = openProject({ a: 'a' });
  const workspace = new MemoryWorkspace(openWorkspaceFolder(root));
  chmodSync(join(root, 'a'), 0);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) expect(text(workspace, 'a')).toBe('a');
  else expect(() => workspace.read('a')).toThrow('a: cannot be read: permission denied (EACCES)');
});

it('a name that no script can say is refused, and the others are there', () => {
  const root = openProject({ 'a\\b': '1', c: '2' });
  const workspace = new MemoryWorkspace(openWorkspaceFolder(root));
  expect([...workspace.paths()]).toEqual(['c']);
});
