import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readIgnoreRules } from '../../../src/cli/workspace/ignore-rules.js';
import { openWorkspaceFolder } from '../../../src/mock/workspace-folder.js';
import { openProject } from '../../e2e/moonrig.js';

/** The files of a folder that its rules let in. */
function list(root: string, folder = '.'): string[] {
  const path = join(root, folder);
  return [...openWorkspaceFolder(path, readIgnoreRules(path)).files.entries()].map(([each]) => each);
}

it('reads .gitignore in every folder as git does: the nearest decides, and nothing comes back below an ignored folder', () => {
  const root = openProject({
    '.gitignore': '# built\n*.log\n/dist/\ndeps/\n!keep.log\n',
    'a.log': '',
    'keep.log': '',
    'dist/x': '',
    'lib/dist/x': '',
    'lib/.gitignore': '!b.log\ntmp\n',
    'lib/a.log': '',
    'lib/b.log': '',
    'lib/tmp': '',
    'lib/c/tmp/x': '',
    'lib/deps/.gitignore': '!x\n',
    'lib/deps/x': '',
    'LIB.LOG': '',
    tmp: '',
  });
  expect(list(root)).toEqual(['.gitignore', 'LIB.LOG', 'keep.log', 'lib/.gitignore', 'lib/b.log', 'lib/dist/x', 'tmp']);
});

it('reads those above the folder too, up to the top of the repository and no further', () => {
  const files = {
    '.gitignore': '*.log\n/packages/*/out\n',
    'packages/app/a.log': '',
    'packages/app/out/x': '',
    'packages/app/b': '',
  };
  const outside = Object.entries(files).map(([path, text]) => [`repository/${path}`, text]);
  const root = openProject({ '.gitignore': 'b\n', ...Object.fromEntries(outside) });
  const folder = 'repository/packages/app';
  expect(list(root, folder)).toEqual(['a.log', 'b', 'out/x']);
  mkdirSync(join(root, 'repository/.git'));
  expect(list(root, folder)).toEqual(['b']);
});

it('takes a folder that git ignores as a whole where it is asked for by name', () => {
  const root = openProject({ '.gitignore': 'build/\n', 'build/x': '', '.git/HEAD': '' });
  expect(list(root, 'build')).toEqual(['x']);
});

it('never takes histories and installed packages', () => {
  const root = openProject({
    'a/node_modules/p/x': '',
    '.git/HEAD': '',
    '.moonrig/x': '',
    '.github/x': '',
    'a/x': '',
  });
  expect(list(root)).toEqual(['.github/x', 'a/x']);
});
