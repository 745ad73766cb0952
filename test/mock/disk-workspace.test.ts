import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFolder } from '../../src/mock/disk-folder.js';
import { DiskWorkspace } from '../../src/mock/disk-workspace.js';
import { MemoryWorkspace } from '../../src/mock/memory-workspace.js';
import { openWorkspaceFolder } from '../../src/mock/workspace-folder.js';
import { openProject } from '../e2e/moonrig.js';
import { describeWorkspace, type Files } from './workspace-conformance.js';

function openAt(path: string, files: Files): DiskWorkspace {
  const source = openProject(files);
  const fixture = openWorkspaceFolder(source);
  return new DiskWorkspace(new DiskFolder(path, source, fixture.files), new MemoryWorkspace(fixture));
}

const newPlace = () => join(openProject({}), 'copy');

describeWorkspace('a workspace on disk', (files) => openAt(newPlace(), files));

/** All that lies in a folder, by path. */
function readAll(folder: string): Record<string, string> {
  const items = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = items.filter((item) => !item.isDirectory()).map((item) => join(item.parentPath, item.name));
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

const bytes = (value: string) => new TextEncoder().encode(value);

describe('the folder of a workspace on disk', () => {
  it('is made when it is first used', () => {
    const path = newPlace();
    const workspace = openAt(path, { a: '1' });
    workspace.stat('a');
    expect(existsSync(path)).toBe(false);
    workspace.read('a');
    expect(readAll(path)).toEqual({ a: '1' });
  });

  it('can be made ahead, so that no scenario waits for it', async () => {
    const [path, source] = [newPlace(), openProject({ 'lib/a': '1' })];
    const fixture = openWorkspaceFolder(source);
    const folder = new DiskFolder(path, source, fixture.files);
    await folder.prepare();
    expect(readAll(path)).toEqual({ 'lib/a': '1' });
    rmSync(source, { recursive: true });
    const workspace = new DiskWorkspace(folder, new MemoryWorkspace(fixture));
    workspace.write('b', bytes('2'), 0);
    await folder.prepare();
    expect(readAll(path)).toEqual({ 'lib/a': '1', b: '2' });
  });

  it('tells whoever uses it that it could not be made', async () => {
    const [path, source] = [newPlace(), openProject({ 'lib/a': '1' })];
    const fixture = openWorkspaceFolder(source);
    const folder = new DiskFolder(path, join(source, 'gone'), fixture.files);
    await folder.prepare();
    const workspace = new DiskWorkspace(folder, new MemoryWorkspace(fixture));
    expect(() => workspace.read('lib/a')).toThrow('.: it does not exist (ENOENT)');
  });

  it('holds at any time what the workspace that was used last holds, and no empty folders', () => {
    const path = newPlace();
    const workspace = openAt(path, { 'lib/a': '1', 'lib/b': '2' });
    workspace.write('lib/a', bytes('new'), 0);
    const fork = workspace.fork();
    fork.delete('lib', true);
    fork.append('log/x', bytes('1'), 0);
    fork.append('log/x', bytes('2'), 0);
    expect(readAll(path)).toEqual({ 'log/x': '12' });
    expect(readdirSync(path)).toEqual(['log']);
    workspace.read('lib/b');
    expect(readAll(path)).toEqual({ 'lib/a': 'new', 'lib/b': '2' });
    fork.write('lib', bytes('a file'), 0);
    expect(readAll(path)).toEqual({ lib: 'a file', 'log/x': '12' });
  });

  it('is where reading reads', () => {
    const path = newPlace();
    const workspace = openAt(path, { a: '1' });
    workspace.read('a');
    writeFileSync(join(path, 'a'), 'from outside');
    expect(new TextDecoder().decode(workspace.read('a'))).toBe('from outside');
  });

  it.each(['read', 'write', 'delete'] as const)('is not left through a link that someone put there (%s)', (call) => {
    const outside = openProject({ 'x/secret': 'secret' });
    const path = newPlace();
    const workspace = openAt(path, { 'lib/secret': '1', top: '2' });
    workspace.read('lib/secret');
    rmSync(join(path, 'lib'), { recursive: true });
    symlinkSync(join(outside, 'x'), join(path, 'lib'));
    rmSync(join(path, 'top'));
    symlinkSync(join(outside, 'x/secret'), join(path, 'top'));
    const use = (file: string) => {
      if (call === 'read') workspace.read(file);
      else if (call === 'write') workspace.write(file, bytes('x'), 0);
      else workspace.delete(file, false);
    };
    expect(() => use('lib/secret')).toThrow('lib/secret: lib is a symbolic link');
    if (call === 'read') expect(() => use('top')).toThrow('top: top is a symbolic link');
    expect(readAll(outside)).toEqual({ 'x/secret': 'secret' });
  });

  it('is made anew after the disk has refused something, which has then changed nothing', () => {
    const path = newPlace();
    const workspace = openAt(path, { 'lib/a': '1' });
    workspace.read('lib/a');
    rmSync(join(path, 'lib'), { recursive: true });
    writeFileSync(join(path, 'lib'), 'in the way');
    expect(() => workspace.write('lib/b', bytes('2'), 0)).toThrow(/^lib\/b: .*\((?:EEXIST|ENOTDIR)\)$/);
    expect([...workspace.paths()]).toEqual(['lib/a']);
    workspace.write('lib/b', bytes('2'), 0);
    expect(readAll(path)).toEqual({ 'lib/a': '1', 'lib/b': '2' });
  });
});
