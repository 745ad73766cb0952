import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/mock/workspace.js';
import { readPath } from '../../src/mock/workspace-path.js';
import { createRandom } from '../support/random.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const FILES: Files = { 'README.md': '# Shop\n', 'lib/auth.ex': 'one\n', 'lib/deep/token.ex': 'two\n', 'lib.txt': '' };

const text = (workspace: Workspace, path: string) => new TextDecoder().decode(workspace.read(path));
const bytes = (value: string) => new TextEncoder().encode(value);
const put = (workspace: Workspace, path: string, value: string) => workspace.write(path, bytes(value), 0);
const contents = (workspace: Workspace) =>
  Object.fromEntries([...workspace.paths()].map((path) => [path, text(workspace, path)]));

/** What every workspace does. `open` gives one over a folder with these files. */
export function describeWorkspace(name: string, open: (files: Files) => Workspace): void {
  const make = (files: Files = FILES) => open(files);

  describe(`${name} holds files that`, () => {
    it('are those of its fixture, at first', () => {
      expect([...make().paths()]).toEqual(['README.md', 'lib.txt', 'lib/auth.ex', 'lib/deep/token.ex']);
      expect(text(make(), 'lib/auth.ex')).toBe('one\n');
      expect(make().changes()).toEqual([]);
      expect([...make({}).paths()]).toEqual([]);
    });

    it('can be written, and written anew', () => {
      const workspace = make();
      put(workspace, 'lib/auth.ex', 'new');
      put(workspace, 'a/b/c.txt', 'made');
      put(workspace, 'a/b/c.txt', 'x');
      put(workspace, 'empty', '');
      expect([text(workspace, 'lib/auth.ex'), text(workspace, 'a/b/c.txt')]).toEqual(['new', 'x']);
      expect(workspace.read('empty').length).toBe(0);
      expect(workspace.changes().map(({ path }) => path)).toEqual(['a/b/c.txt', 'empty', 'lib/auth.ex']);
    });

    it('can be appended to, whether they are of the fixture, written or new', () => {
      const workspace = make();
      for (const path of ['lib/auth.ex', 'new.log'])
        for (const part of ['a', 'bc', '', 'def']) workspace.append(path, bytes(part), 0);
      put(workspace, 'lib.txt', 'x');
      workspace.append('lib.txt', bytes('y'), 0);
      expect(['lib/auth.ex', 'new.log', 'lib.txt'].map((path) => text(workspace, path))).toEqual([
        'one\nabcdef',
        'abcdef',
        'xy',
      ]);
    });

    it('keep every byte: NUL, invalid UTF-8, a byte order mark, CRLF', () => {
      const workspace = make({ fixture: Uint8Array.of(0xef, 0xbb, 0xbf, 0, 0xff, 13, 10) });
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      workspace.write('all', all, 0);
      workspace.append('all', Uint8Array.of(0, 255), 0);
      expect([...workspace.read('all')]).toEqual([...all, 0, 255]);
      expect([...workspace.read('fixture')]).toEqual([0xef, 0xbb, 0xbf, 0, 0xff, 13, 10]);
    });

    it('have names of any script, of which case counts', () => {
      const workspace = make();
      for (const path of ['ä/日本 語.md', 'LIB/auth.ex', '-rf', '#x', '~', '__proto__', 'constructor/toString'])
        put(workspace, path, path);
      const fork = workspace.fork();
      put(fork, '__proto__', 'other');
      expect(text(workspace, '__proto__')).toBe('__proto__');
      expect([text(fork, 'ä/日本 語.md'), text(fork, 'lib/auth.ex'), text(fork, 'LIB/auth.ex')]).toEqual([
        'ä/日本 語.md',
        'one\n',
        'LIB/auth.ex',
      ]);
    });

    it('can be deleted, and are then gone', () => {
      const workspace = make();
      put(workspace, 'new', 'x');
      expect([workspace.delete('new', false), workspace.delete('lib/auth.ex', false)]).toEqual([1, 1]);
      expect(() => workspace.read('lib/auth.ex')).toThrow('lib/auth.ex: no such file');
      expect(() => workspace.delete('lib/auth.ex', false)).toThrow('lib/auth.ex: no such file or folder');
      expect(workspace.changes().map(({ path, after }) => [path, after])).toEqual([['lib/auth.ex', undefined]]);
      put(workspace, 'lib/auth.ex', 'one\n');
      expect(workspace.changes()).toEqual([]);
    });

    it('can be moved, but not onto others', () => {
      const workspace = make();
      expect(workspace.move('lib/auth.ex', 'src/login.ex')).toBe(1);
      expect(text(workspace, 'src/login.ex')).toBe('one\n');
      expect(workspace.stat('lib/auth.ex')).toBeUndefined();
      expect(() => workspace.move('lib.txt', 'README.md')).toThrow('README.md: is there already');
      expect(() => workspace.move('lib.txt', 'lib')).toThrow('lib: is there already');
      expect(() => workspace.move('lib.txt', 'README.md/x')).toThrow('README.md/x: README.md is a file, not a folder');
      expect(() => workspace.move('none', 'x')).toThrow('none: no such file or folder');
      expect(workspace.changes().map(({ path }) => path)).toEqual(['lib/auth.ex', 'src/login.ex']);
    });

    it('tell when they were written', () => {
      const workspace = make();
      workspace.write('a/x', bytes('1'), 1000);
      workspace.append('a/y', bytes('12'), 2500);
      workspace.move('a/x', 'b/x');
      expect(workspace.stat('README.md')).toEqual({ kind: 'file', size: 7, writtenMs: 0 });
      expect(workspace.stat('b/x')).toEqual({ kind: 'file', size: 1, writtenMs: 1000 });
      expect(workspace.stat('a')).toEqual({ kind: 'folder', size: 0, writtenMs: 2500 });
      expect(workspace.stat('')).toEqual({ kind: 'folder', size: 0, writtenMs: 2500 });
      expect(workspace.stat('none')).toBeUndefined();
    });

    it('remember what they held before the last change', () => {
      const workspace = make();
      expect(workspace.readEarlier('lib/auth.ex')).toBeUndefined();
      put(workspace, 'lib/auth.ex', 'two');
      put(workspace, 'lib/auth.ex', 'three');
      put(workspace, 'new', 'x');
      workspace.delete('README.md', false);
      const earlier = (path: string) => workspace.readEarlier(path);
      expect(
        [earlier('lib/auth.ex'), earlier('README.md')].map((each) => new TextDecoder().decode(each ?? undefined)),
      ).toEqual(['two', '# Shop\n']);
      expect([earlier('new'), earlier('none')]).toEqual([null, undefined]);
    });
  });

  describe(`${name} has folders that`, () => {
    it('are there as long as a file lies below them', () => {
      const workspace = make();
      expect(workspace.stat('lib/deep')?.kind).toBe('folder');
      workspace.delete('lib/deep/token.ex', false);
      expect(workspace.stat('lib/deep')).toBeUndefined();
      put(workspace, 'lib/deep', 'now a file');
      expect(workspace.stat('lib/deep')?.kind).toBe('file');
      workspace.delete('lib/deep', false);
      put(workspace, 'lib/deep/er/x', 'a folder again');
      expect(text(workspace, 'lib/deep/er/x')).toBe('a folder again');
    });

    it('are listed with what lies in them, sorted', () => {
      const workspace = make();
      put(workspace, 'lib-two/x', '');
      expect(workspace.list('')).toEqual([
        { path: 'README.md', kind: 'file' },
        { path: 'lib-two', kind: 'folder' },
        { path: 'lib.txt', kind: 'file' },
        { path: 'lib', kind: 'folder' },
      ]);
      expect(workspace.list('lib').map(({ path }) => path)).toEqual(['lib/auth.ex', 'lib/deep']);
      expect(() => workspace.list('none')).toThrow('none: no such folder');
      expect(() => workspace.list('README.md')).toThrow('README.md: is a file');
      expect(make({}).list('')).toEqual([]);
    });

    it('are deleted only where that is said', () => {
      const workspace = make();
      expect(() => workspace.delete('lib', false)).toThrow(
        'lib: is a folder; { recursive = true } deletes all 2 files in it',
      );
      expect(workspace.delete('lib', true)).toBe(2);
      expect([...workspace.paths()]).toEqual(['README.md', 'lib.txt']);
      expect(() => workspace.delete('', true)).toThrow('.: is the workspace itself');
    });

    it('move with all that is in them, but not into themselves', () => {
      const workspace = make();
      expect(() => workspace.move('lib', 'lib/deep/er')).toThrow(
        'lib/deep/er: lies in lib, which cannot move into itself',
      );
      expect(workspace.move('lib', 'src/app')).toBe(2);
      expect(contents(workspace)).toEqual({
        'README.md': '# Shop\n',
        'lib.txt': '',
        'src/app/auth.ex': 'one\n',
        'src/app/deep/token.ex': 'two\n',
      });
    });

    it('are no files, nor are files folders', () => {
      const workspace = make();
      expect(() => workspace.read('lib')).toThrow('lib: is a folder');
      expect(() => workspace.read('')).toThrow('.: is a folder');
      expect(() => put(workspace, 'lib', 'x')).toThrow('lib: is a folder');
      expect(() => put(workspace, '', 'x')).toThrow('.: is a folder');
      expect(() => put(workspace, 'README.md/x/y', 'x')).toThrow('README.md/x/y: README.md is a file, not a folder');
      expect(() => workspace.append('README.md/x', bytes('x'), 0)).toThrow('README.md/x: README.md is a file');
      expect(() => workspace.read('README.md/x')).toThrow('README.md/x: no such file');
      expect(workspace.changes()).toEqual([]);
    });
  });

  describe(`${name} forks`, () => {
    it('so that neither sees what the other changes', () => {
      const workspace = make();
      put(workspace, 'both', 'before');
      const [one, two] = [workspace.fork(), workspace.fork()];
      put(one, 'both', 'one');
      two.delete('lib', true);
      put(two, 'lib', 'a file');
      one.append('log', bytes('1'), 0);
      workspace.move('README.md', 'both.md');
      expect(contents(one)).toMatchObject({ both: 'one', log: '1', 'lib/auth.ex': 'one\n', 'README.md': '# Shop\n' });
      expect(contents(two)).toEqual({ both: 'before', lib: 'a file', 'lib.txt': '', 'README.md': '# Shop\n' });
      expect(contents(workspace)).toMatchObject({ both: 'before', 'both.md': '# Shop\n', 'lib/auth.ex': 'one\n' });
    });

    it('without copying anything', () => {
      const workspace = make();
      put(workspace, 'large', 'x');
      const fork = workspace.fork();
      expect(fork.files).toBe(workspace.files);
      put(fork, 'other', 'y');
      expect(fork.files.get('large')).toBe(workspace.files.get('large'));
    });

    it('that append to the same file without meeting', () => {
      const workspace = make();
      workspace.append('log', bytes('a'), 0);
      workspace.append('log', bytes('b'), 0);
      const [one, two] = [workspace.fork(), workspace.fork()];
      one.append('log', bytes('1'), 0);
      two.append('log', bytes('2'), 0);
      workspace.append('log', bytes('3'), 0);
      one.append('log', bytes('1'), 0);
      expect([one, two, workspace].map((each) => text(each, 'log'))).toEqual(['ab11', 'ab2', 'ab3']);
    });

    it('and can be compared with each other', () => {
      const workspace = make();
      put(workspace, 'a', '1');
      const earlier = workspace.fork();
      put(workspace, 'a', '2');
      put(workspace, 'b', '1');
      workspace.delete('README.md', false);
      expect(workspace.changes(earlier).map(({ path, before, after }) => [path, before?.size, after?.size])).toEqual([
        ['README.md', 7, undefined],
        ['a', 1, 1],
        ['b', undefined, 1],
      ]);
    });
  });

  it(`${name} holds so much and no more, and has then changed nothing`, () => {
    const workspace = make();
    const large = new Uint8Array(20 * 1024 * 1024);
    for (const path of ['a', 'b', 'c']) workspace.write(path, large, 0);
    const full = 'a scenario can write at most 64 MiB';
    expect(workspace.writtenBytes).toBe(3 * (large.length + 256 + 1));
    expect(() => workspace.write('d', large, 0)).toThrow(full);
    expect(() => workspace.append('a', large, 0)).toThrow(full);
    expect([workspace.stat('d'), workspace.read('a').length]).toEqual([undefined, large.length]);
    workspace.write('a', bytes('small'), 0);
    workspace.delete('b', false);
    workspace.write('d', large, 0);
    expect(workspace.read('d').length).toBe(large.length);
  });

  it(`${name} is, after any changes and forks, what plain maps would be`, () => {
    for (let seed = 1; seed <= 12; seed++)
      compareWithMaps(make({ 'a/b': '1', 'a/c': '2', d: '3' }), createRandom(seed));
  });
}

type Plain = Map<string, string>;

/** A workspace and its forks through random calls, each beside a map; what one refuses must be refused for the other. */
function compareWithMaps(first: Workspace, random: () => number): void {
  const pairs: { workspace: Workspace; plain: Plain }[] = [
    { workspace: first, plain: new Map(Object.entries(contents(first))) },
  ];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const paths = ['a', 'a/b', 'a/c', 'a/b/e', 'd', 'd/f', 'g/h/i', 'g/h', './g//j/'].map(readPath);
  for (let step = 0; step < 120; step++) {
    const { workspace, plain } = pick(pairs);
    const [path, other, kind] = [pick(paths), pick(paths), Math.floor(random() * 6)];
    const done = attempt(() => {
      if (kind === 0) pairs.push({ workspace: workspace.fork(), plain: new Map(plain) });
      else if (kind === 1) workspace.write(path, bytes(String(step)), step);
      else if (kind === 2) workspace.append(path, bytes(String(step)), step);
      else if (kind === 3) workspace.delete(path, true);
      else if (kind === 4) workspace.move(path, other);
    });
    expect([kind, path, other, done]).toEqual([kind, path, other, changePlain(plain, { kind, path, other, step })]);
    expect(contents(workspace)).toEqual(Object.fromEntries([...plain].sort(([a], [b]) => (a < b ? -1 : 1))));
  }
}

function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** Does the same to a map; gives whether it can be done. */
function changePlain(
  plain: Plain,
  { kind, path, other, step }: { kind: number; path: string; other: string; step: number },
): boolean {
  const below = (folder: string) =>
    [...plain.keys()].filter((each) => each === folder || each.startsWith(`${folder}/`));
  const isFree = (target: string) =>
    !below(target).some((each) => each !== target) && ![...plain.keys()].some((each) => target.startsWith(`${each}/`));
  if (kind === 1 || kind === 2) {
    if (!isFree(path)) return false;
    plain.set(path, `${kind === 2 ? (plain.get(path) ?? '') : ''}${step}`);
  }
  if (kind === 3) {
    if (below(path).length === 0) return false;
    for (const each of below(path)) plain.delete(each);
  }
  if (kind === 4) {
    const moved = below(path).map((each) => [each, plain.get(each) ?? ''] as const);
    const isInItself = other.startsWith(`${path}/`);
    if (moved.length === 0 || below(other).length > 0 || isInItself || !isFree(other)) return false;
    for (const [each] of moved) plain.delete(each);
    for (const [each, value] of moved) plain.set(`${other}${each.slice(path.length)}`, value);
  }
  return true;
}
