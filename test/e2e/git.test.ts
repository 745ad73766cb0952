import fs, { readFileSync } from 'node:fs';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { describe, expect, it } from 'vitest';
import { expectMistake, openProject, PASSING, spawnMoonrig } from './moonrig.js';

const READING = `
  it("reads the log", function() assert.same({ "Second", "First" }, (function()
    local messages = {}
    for i, commit in ipairs(git.commits()) do messages[i] = commit.message end
    return messages
  end)()) end)
  it("reads what differs", function() assert.contains(git.diff(), "-two\\n+2\\n") end)
  it("fails with the rest of its history told", function() assert.equal("x", git.show("HEAD", "a.txt")) end)
`;

/** A project whose scenarios read the history of the repository in its folder `shop`. */
async function openWithRepository(files: Readonly<Record<string, string>> = {}) {
  const cwd = openProject({
    'scenarios/a.scenario.lua': READING,
    'scenarios/b.scenario.lua': READING,
    'shop/a.txt': 'one\n',
    ...files,
  });
  const dir = join(cwd, 'shop');
  await git.init({ fs, dir, defaultBranch: 'main' });
  for (const [message, text] of [
    ['First', 'one\n'],
    ['Second', 'one\ntwo\n'],
  ] as const) {
    fs.writeFileSync(join(dir, 'a.txt'), text);
    await git.add({ fs, dir, filepath: 'a.txt' });
    await git.commit({
      fs,
      dir,
      message,
      author: { name: 'A', email: 'a@example.com', timestamp: 1, timezoneOffset: 0 },
    });
  }
  fs.writeFileSync(join(dir, 'a.txt'), 'one\n2\n');
  return cwd;
}

describe('moonrig run --git', () => {
  it('reads a real repository, and says so where it tells how to run again', async () => {
    const cwd = await openWithRepository();
    const { code, stdout, stderr } = await spawnMoonrig(['run', '--git', 'real:shop'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('4 passed, 2 failed of 6');
    expect(stdout).toContain('scenarios/a.scenario.lua:8 --seed 1 --git real:shop\n');
    expect(stdout).toContain('npx moonrig run --last-failed --seed 1 --git real:shop\n');
    expect(stdout).toContain('git.show  a.txt at HEAD (8 bytes)');
  });

  it('tells the same on any number of workers', async () => {
    const cwd = await openWithRepository();
    const journals = async (workers: string) => {
      await spawnMoonrig(['run', '--git', 'real:shop', '--workers', workers], { cwd });
      const events = readFileSync(join(cwd, 'reports/run.ndjson'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      return events
        .flatMap(({ result }) => (result === undefined ? [] : [[result.scenario.id, result.outcome, result.journal]]))
        .sort();
    };
    expect(await journals('1')).toEqual(await journals('2'));
  });

  it('reads a mocked history by name', async () => {
    const cwd = openProject({
      'mocks/git/other.json': '[{ "message": "Other", "hash": "1234567" }]',
      'scenarios/a.scenario.lua': 'it("reads", function() assert.same({ "1234567 Other" }, git.log()) end)',
    });
    expect((await spawnMoonrig(['run', '--git', 'other'], { cwd })).code).toBe(0);
    const mistake = await spawnMoonrig(['run', '--git', 'othr'], { cwd });
    expectMistake(mistake, {
      code: 3,
      text: 'git: there is no file mocks/git/othr.json; did you mean other?\n  hint: there are other\n',
    });
  });

  it.each([
    ['', '--git: expected a name in mocks/git, or real:DIR, found ""\n'],
    ['real:', '--git: expected a name in mocks/git, or real:DIR, found "real:"\n'],
    ['a/b', '--git: expected a name in mocks/git, or real:DIR, found "a/b"\n'],
    ['real:nowhere', '--git real:nowhere: there is no such folder\n'],
    ['real:scenarios', '--git real:scenarios: this is no git repository\n'],
  ])('refuses %j', async (value, text) => {
    const cwd = openProject({ 'scenarios/a.scenario.lua': PASSING });
    for (const command of ['run', 'repl'])
      expectMistake(await spawnMoonrig([command, '--git', value], { cwd }), { code: 3, text });
  });
});

describe('git of the config', () => {
  it('names a repository, and the flag wins over it', async () => {
    const cwd = await openWithRepository({ 'moonrig.config.json': '{ "git": "real:shop" }' });
    expect((await spawnMoonrig(['run'], { cwd })).stdout).toContain('4 passed, 2 failed of 6');
    expect((await spawnMoonrig(['run', '--git', 'default'], { cwd })).stdout).toContain('4 failed, 2 errored of 6');
  });

  it.each([
    ['"real:nowhere"', ':2: git: real:nowhere: there is no such folder\n'],
    ['5', ':2: git: expected a name in mocks/git, or real:DIR, found 5\n'],
  ])('refuses %s, with its file and line', async (value, text) => {
    const cwd = openProject({ 'scenarios/a.scenario.lua': PASSING, 'moonrig.config.json': `{\n  "git": ${value}\n}` });
    expectMistake(await spawnMoonrig(['run'], { cwd }), { code: 3, text: `moonrig.config.json${text}` });
  });
});

it('a real repository answers where its part of the prelude is not loaded ahead: in the REPL, and by a name that is put together', async () => {
  const cwd = await openWithRepository({
    'scenarios/a.scenario.lua':
      'local name = "gi" .. "t"\nit("reads", function() assert.equal(2, #_G[name].log()) end)',
    'scenarios/b.scenario.lua': PASSING,
  });
  expect((await spawnMoonrig(['run', '--git', 'real:shop'], { cwd })).code).toBe(0);
  const { stdout } = await spawnMoonrig(['repl', '--git', 'real:shop'], { cwd, stdin: '#git.log()\n' });
  expect(stdout).toContain('2\n');
});
