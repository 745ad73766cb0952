import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createResolver } from '../../src/script/resolve.js';
import { createSourceBook } from '../../src/script/source-book.js';
import { makeProject, useProjects } from '../run/harness.js';
import { testSettings } from '../vm/harness.js';

const { project } = useProjects();

function open(files: Record<string, string>, modulePaths: readonly string[] = []) {
  const root = project(files);
  const book = createSourceBook(root);
  return { root, resolver: createResolver({ book, roots: testSettings(root).roots, modulePaths }) };
}

const HERE = 'scenarios/rules/a.scenario.lua';

describe('require', () => {
  it('finds a/b.lua or a/b/init.lua beside the file, then upward, then in the module paths', () => {
    const { resolver } = open(
      {
        'scenarios/rules/x.lua': '',
        'scenarios/lib/y/init.lua': '',
        'z.lua': '',
        'vendor/w.lua': '',
        'scenarios/z.lua': '',
      },
      ['vendor'],
    );
    const find = (name: string) => resolver.module(name, HERE).path;
    expect(['x', 'lib.y', 'lib/y', 'z', 'w'].map(find)).toEqual([
      'scenarios/rules/x.lua',
      'scenarios/lib/y/init.lua',
      'scenarios/lib/y/init.lua',
      'scenarios/z.lua',
      'vendor/w.lua',
    ]);
  });

  it.each(['/etc/passwd', '../x', '..x', 'a..b', '', 'a\0b', 'a\\b', '~/x', 'C:x'])('refuses %j', (name) => {
    expect(() => open({}).resolver.module(name, HERE)).toThrow('is not a module');
  });

  it('names all places it looked in', () => {
    expect(() => open({}).resolver.module('os', HERE)).toThrow(
      'require: module os was not found; looked for scenarios/rules/os.lua, scenarios/rules/os/init.lua, scenarios/os.lua, scenarios/os/init.lua, os.lua, os/init.lua',
    );
  });

  it('follows no symbolic link out of the project, and no circle', () => {
    const { root, resolver } = open({ 'inside.lua': 'return 1' });
    const outside = makeProject({ 'secret.lua': 'return "secret"' });
    symlinkSync(join(outside, 'secret.lua'), join(root, 'leak.lua'));
    symlinkSync(outside, join(root, 'out'));
    symlinkSync(join(root, 'round.lua'), join(root, 'round.lua'));
    symlinkSync(join(root, 'inside.lua'), join(root, 'alias.lua'));
    for (const name of ['leak', 'out.secret']) expect(() => resolver.module(name, HERE)).toThrow('was not found');
    expect(() => resolver.module('round', HERE)).toThrow('was not found');
    expect(resolver.module('alias', HERE).path).toBe('alias.lua');
  });
});

describe('script.load', () => {
  it('takes a path from the file’s folder upward, with or without .lua', () => {
    const { resolver } = open({ 'scenarios/rules/epic.lua': '', 'rules/epic.lua': '', 'rules/other.lua': '' });
    const find = (name: string) => resolver.script(name, undefined, HERE).path;
    expect(['epic', 'epic.lua', 'rules/epic', 'rules/other'].map(find)).toEqual([
      'scenarios/rules/epic.lua',
      'scenarios/rules/epic.lua',
      'scenarios/rules/epic.lua',
      'rules/other.lua',
    ]);
  });

  it('looks for a kind in that kind’s folders only', () => {
    const { resolver } = open({
      'scenarios/agents/behaviors/scout.lua': '',
      'agents/behaviors/base.lua': '',
      'scout.lua': '',
    });
    expect(resolver.script('scout', 'behavior', HERE).path).toBe('scenarios/agents/behaviors/scout.lua');
    expect(resolver.script('base', 'behavior', HERE).path).toBe('agents/behaviors/base.lua');
    expect(() => resolver.script('scout', 'rule', HERE)).toThrow('rule scout was not found');
  });

  it.each(['../x', '/x', 'C:\\x', 'a/../../x', 'x\0y', '\\x'])('refuses %j', (name) => {
    expect(() => open({}).resolver.script(name, undefined, HERE)).toThrow('a path inside the project is expected');
  });
});

describe('a source book', () => {
  it('refuses bytecode and what is too large, and shows lines around an address', () => {
    const root = project({
      'a.lua': 'one\r\ntwo\nthree\nfour\nfive\nsix',
      'big.lua': ' '.repeat(1024 * 1024 + 1),
      'b.lua': '\x1bLua',
    });
    const book = createSourceBook(root);
    book.read('a.lua');
    expect(book.excerpt({ file: 'a.lua', line: 3 })).toEqual({
      firstLine: 1,
      line: 3,
      lines: ['one', 'two', 'three', 'four', 'five'],
    });
    expect(book.excerpt({ file: 'a.lua', line: 99 })).toBeUndefined();
    expect(book.excerpt({ file: 'never-read.lua', line: 1 })).toBeUndefined();
    expect(() => book.read('big.lua')).toThrow('too large');
    expect(() => book.read('b.lua')).toThrow('bytecode');
    mkdirSync(join(root, 'folder.lua'));
    expect(() => book.read('folder.lua')).toThrow('it is a folder');
    writeFileSync(join(root, 'gone.lua'), '');
    expect(() => book.read('missing.lua')).toThrow('it does not exist');
  });
});
