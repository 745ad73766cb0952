import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { showKnownError } from '../../src/model/known-error.js';
import { type DiscoverRequest, discover } from '../../src/scenario/discover.js';
import { createProject } from '../support/project.js';

const root = createProject({
  'scenarios/rules/epic.lua': '',
  'scenarios/rules/epic.scenario.lua': '',
  'scenarios/rules/epic.bench.lua': '',
  'scenarios/rules/odd [1].scenario.lua': '',
  'scenarios/Zebra.scenario.lua': '',
  'scenarios/__snapshots__/x.scenario.lua': '',
  'scenarios/agents/optimizer.scenario.lua': '',
  'tests/scenarios/agent_workflow.lua': '',
  'tests/scenarios/deep/other.lua': '',
  'elsewhere/extra.scenario.lua': '',
  'elsewhere/busted_spec.lua': '',
  'elsewhere/helper.txt': '',
  'elsewhere/node_modules/dep/dep.scenario.lua': '',
  'empty/readme.md': '',
  'name:12': '',
});

async function find(paths: readonly string[] = [], more: Partial<DiscoverRequest> = {}) {
  return await discover({ root, paths, ...more });
}

async function refuse(paths: readonly string[], more: Partial<DiscoverRequest> = {}): Promise<string> {
  try {
    return `found ${(await find(paths, more)).files.join(', ')}`;
  } catch (error) {
    return error instanceof Error && 'code' in error
      ? `${error.code} ${showKnownError(error as never)}`
      : String(error);
  }
}

const ALL = [
  'scenarios/Zebra.scenario.lua',
  'scenarios/agents/optimizer.scenario.lua',
  'scenarios/rules/epic.scenario.lua',
  'scenarios/rules/odd [1].scenario.lua',
  'tests/scenarios/agent_workflow.lua',
  'tests/scenarios/deep/other.lua',
];

it('finds the scenario files of the whole project, sorted by code unit', async () => {
  expect(await find()).toEqual({ files: ALL, lines: {}, warnings: [] });
});

it('takes globs and exclusions from the config', async () => {
  expect((await find([], { scenarios: ['elsewhere/*_spec.lua'] })).files).toEqual(['elsewhere/busted_spec.lua']);
  expect((await find([], { exclude: ['tests/**', '**/Zebra*'] })).files).toEqual(ALL.slice(1, 4));
});

it('always takes a file that is named', async () => {
  const named = ['scenarios/rules/epic.bench.lua', 'elsewhere/helper.txt', './scenarios/rules/../rules/epic.lua'];
  expect((await find(named)).files).toEqual([
    'elsewhere/helper.txt',
    'scenarios/rules/epic.bench.lua',
    'scenarios/rules/epic.lua',
  ]);
  expect((await find([join(root, 'elsewhere/helper.txt')])).files).toEqual(['elsewhere/helper.txt']);
});

it('understands the separators of Windows', async () => {
  expect((await find(['scenarios\\rules\\epic.scenario.lua'])).files).toEqual(['scenarios/rules/epic.scenario.lua']);
  expect((await find(['scenarios\\rules\\epic.scenario.lua:7'])).lines).toEqual({
    'scenarios/rules/epic.scenario.lua': [7],
  });
});

it('reads lines behind a path, unless a file has that very name', async () => {
  expect(await find(['scenarios/rules/epic.scenario.lua:3:14', 'scenarios/rules/epic.scenario.lua:20'])).toEqual({
    files: ['scenarios/rules/epic.scenario.lua'],
    lines: { 'scenarios/rules/epic.scenario.lua': [3, 14, 20] },
    warnings: [],
  });
  expect(await find(['name:12'])).toEqual({ files: ['name:12'], lines: {}, warnings: [] });
});

it('runs a file whole that is asked for whole and by line', async () => {
  expect((await find(['scenarios', 'scenarios/Zebra.scenario.lua:3'])).lines).toEqual({});
});

it('takes the scenario files below a folder', async () => {
  expect((await find(['scenarios/rules'])).files).toEqual(ALL.slice(2, 4));
  expect((await find(['tests/'])).files).toEqual(ALL.slice(4));
  expect((await find(['elsewhere'])).files).toEqual(['elsewhere/extra.scenario.lua']);
  expect((await find(['.'])).files).toEqual(['elsewhere/extra.scenario.lua', ...ALL]);
});

it('takes the scenario files a glob matches, or else the Lua files', async () => {
  expect((await find(['scenarios/rules/e*'])).files).toEqual(['scenarios/rules/epic.scenario.lua']);
  expect((await find(['./elsewhere/*_spec.lua'])).files).toEqual(['elsewhere/busted_spec.lua']);
});

it('refuses what stands for nothing', async () => {
  expect(await refuse(['nothing/*.lua'])).toMatch(/^not-found nothing\/\*\.lua matches nothing\n {2}hint: /);
  expect(await refuse(['empty'])).toMatch(/^not-found no scenario files in empty\n/);
  expect(await refuse([], { root: join(root, 'empty') })).toMatch(/^not-found no scenario files found \(looked for /);
  expect(await refuse([''])).toBe('bad-command-line a path is empty');
});

it('suggests a path like the missing one', async () => {
  expect(await refuse(['scenario/rule/epic.scenario.lua'])).toBe(
    'not-found scenario/rule/epic.scenario.lua does not exist\n  hint: did you mean scenarios/rules/epic.scenario.lua?',
  );
  expect(await refuse(['optimizer'])).toContain('did you mean scenarios/agents/optimizer.scenario.lua?');
  expect(await refuse(['qqqqqqqqq'])).toBe('not-found qqqqqqqqq does not exist');
  expect(await refuse(['scenarios/agents/optimiser.scenario.lua:4'])).toContain('optimizer.scenario.lua?');
});

it('refuses lines where they mean nothing', async () => {
  expect(await refuse(['scenarios/*.lua:4'])).toContain('only a single file takes line numbers');
  expect(await refuse(['scenarios:4'])).toContain('only a single file takes line numbers');
  expect(await refuse(['scenarios/Zebra.scenario.lua:0'])).toContain('lines count from 1');
});

it('refuses paths outside the project', async () => {
  const inner = join(root, 'elsewhere');
  expect(await refuse(['../empty/readme.md'], { root: inner })).toMatch(/^bad-command-line .* is outside the project/);
  expect(await refuse(['../nowhere/*.lua'], { root: inner })).toMatch(/is outside the project/);
  expect(await refuse([join(root, 'empty')], { root: inner })).toMatch(/is outside the project/);
});

it('neither hangs on links in a circle nor follows them out of the project', async () => {
  const outer = createProject({
    'secret/x.scenario.lua': '',
    'in/scenarios/a/one.scenario.lua': '',
    'in/lib/two.scenario.lua': '',
  });
  const inner = join(outer, 'in');
  const link = (target: string, path: string) => symlinkSync(target, join(inner, path));
  link('../..', 'scenarios/a/loop');
  link('.', 'scenarios/self');
  link('../../lib', 'scenarios/a/lib');
  link('../scenarios', 'lib/back');
  link('../../secret', 'scenarios/out');
  link('nowhere', 'scenarios/broken');
  link('a/one.scenario.lua', 'scenarios/alias.scenario.lua');
  const found = await discover({ root: inner, paths: [] });
  expect(found.files).toEqual([
    'scenarios/a/lib/two.scenario.lua',
    'scenarios/a/one.scenario.lua',
    'scenarios/alias.scenario.lua',
  ]);
  expect(found.warnings.map((warning) => `${warning.at?.file}: ${warning.message}`)).toEqual([
    'scenarios/broken: the link leads nowhere: it does not exist (ENOENT); what it holds was left out',
    'scenarios/out: the link leads out of the project; what it holds was left out',
  ]);
  expect(await refuse(['scenarios/out'], { root: inner })).toContain('is outside the project');
});

it('says so where a link leads to itself', async () => {
  const folder = createProject({});
  symlinkSync('ring', join(folder, 'ring'));
  expect(await refuse(['ring'], { root: folder })).toBe(
    'not-found ring cannot be read: its symbolic links form a circle (ELOOP)',
  );
});

it('finds a project through a linked folder', async () => {
  const folder = createProject({});
  mkdirSync(join(folder, 'x'));
  symlinkSync(root, join(folder, 'project'));
  const linked = join(folder, 'project');
  expect((await discover({ root: linked, paths: [join(root, 'elsewhere/helper.txt')] })).files).toEqual([
    'elsewhere/helper.txt',
  ]);
});
