import fs from 'node:fs';
import git from 'isomorphic-git';
import { describe, expect, it } from 'vitest';
import { createProject } from '../support/project.js';
import { openTestVm } from '../vm/harness.js';

const HISTORY = `git.use{
  head = "main",
  commits = {
    { message = "Drop b", author = "Aiko <aiko@example.com>", changes = { ["b.txt"] = json.null }, date = "2024-12-31T00:00:00Z" },
    { message = "Begin", tag = "v1", changes = { ["a.txt"] = { "one", "two" }, ["b.txt"] = "b", raw = "\\255\\0" } },
  },
  staged = { ["a.txt"] = { "one", "2" } },
  changes = { ["c.txt"] = "new" },
}`;

async function openMock() {
  const vm = openTestVm();
  await vm.run(HISTORY);
  return vm;
}

async function openReal() {
  const dir = createProject({ 'a.txt': 'a\n' });
  await git.init({ fs, dir, defaultBranch: 'main' });
  await git.add({ fs, dir, filepath: 'a.txt' });
  const author = { name: 'A', email: 'a@example.com', timestamp: 0, timezoneOffset: 0 };
  await git.commit({ fs, dir, message: 'Begin', author });
  return openTestVm({}, { git: { repository: dir } });
}

describe('git over a mocked history', () => {
  it('answers at once, also where Lua cannot pause', async () => {
    const vm = await openMock();
    const sorted = await vm.run(`
      local lines = {}
      table.sort({ 2, 1 }, function(a, b) lines = git.log() git.diff() git.blame("a.txt") return a < b end)
      local seen = setmetatable({}, { __index = function() return git.show("v1", "b.txt") end })
      return #lines, seen.b, (("x"):gsub("x", function() return git.branch() end))`);
    expect(sorted).toEqual([2, 'b', 'main']);
  });

  it('gives bytes that are no text as they are', async () => {
    const [raw] = await (await openMock()).run('return git.show("HEAD", "raw")');
    expect(raw).toEqual(new Uint8Array([255, 0]));
  });

  it('notes each call, and what git refused', async () => {
    const vm = await openMock();
    await vm.run(`
      git.commits{ author = "Aiko", max_count = 5 }
      git.diff("v1", { path = "a.txt" })
      git.diff{ staged = true }
      git.status()
      git.show("v1")
      git.show("v1", "a.txt")
      git.branch()
      git.blame("a.txt")
      pcall(git.show, "v2")`);
    const told = vm.world.journal.entries(100).map(({ kind, text, line, data }) => [kind, text, line, data]);
    const [first = ''] = (await vm.run('return git.commits{ rev = "v1" }[1].hash')) as string[];
    expect(told).toEqual([
      ['git.use', 'the history given to git.use', 1, { name: 'the history given to git.use' }],
      [
        'git.log',
        '1 commit (author Aiko, max_count 5)',
        2,
        { call: 'git.commits', author: 'Aiko', max_count: 5, found: 1 },
      ],
      ['git.diff', 'v1 → the working folder, a.txt: 1 file', 3, { from: 'v1', path: 'a.txt', files: ['a.txt'] }],
      ['git.diff', 'HEAD → the index: 1 file', 4, { staged: true, files: ['a.txt'] }],
      ['git.status', '2 paths', 5, { found: 2 }],
      ['git.show', `v1: ${first.slice(0, 7)} Begin`, 6, { rev: 'v1', hash: first }],
      ['git.show', 'a.txt at v1 (8 bytes)', 7, { rev: 'v1', path: 'a.txt', hash: first }],
      ['git.branch', 'main (of 1)', 8, { current: 'main' }],
      ['git.blame', 'a.txt at HEAD (2 lines)', 9, { path: 'a.txt', rev: 'HEAD', lines: 2 }],
      [
        'git.show',
        expect.stringContaining('there is no revision v2; did you mean v1?'),
        10,
        { rev: 'v2', error: expect.any(String) },
      ],
    ]);
  });

  it('counts days back from the clock of the world', async () => {
    const vm = await openMock();
    expect(await vm.run('return #git.log{ since = "2 days ago" }, #git.log{ since = os.time() - 86400 }')).toEqual([
      1, 1,
    ]);
    expect(await vm.run('clock.advance(2 * 86400000) return #git.log{ since = "2 days ago" }')).toEqual([0]);
  });

  it('shows whole numbers as such, of either kind', async () => {
    const vm = await openMock();
    await vm.run('git.log{ since = 1735603200.0 }');
    expect(vm.world.journal.entries(9).at(-1)?.text).toBe('1 commit (since 1735603200)');
  });

  it('is a fork’s own', async () => {
    const vm = await openMock();
    const before = vm.world.fork();
    await vm.run('git.use{ commits = {} }');
    expect(await vm.run('return #git.log()')).toEqual([0]);
    vm.world = before;
    expect(await vm.run('return #git.log()')).toEqual([2]);
  });

  it('tells of contents that a mock does not have', async () => {
    const vm = openTestVm();
    await vm.run('git.use{ { message = "x", hash = "1234567", files = { "a.txt" } } }');
    expect(await vm.run('return git.log{ path = "a.txt" }, git.commits()[1].files')).toEqual([
      ['1234567 x'],
      ['a.txt'],
    ]);
    const why =
      'the history given to git.use names a.txt in 1234567, but not what it holds: say so with changes in place of files';
    for (const call of ['show("HEAD")', 'show("HEAD", "a.txt")', 'blame("a.txt")'])
      expect(await vm.fail(`git.${call}`)).toBe(`test.lua:1: git.${call.slice(0, 5).replace('(', '')}: ${why}`);
  });
});

describe('git over a real repository', () => {
  it('waits, and notes the line that asked', async () => {
    const vm = await openReal();
    await vm.run('\n\npcall(function() git.log() end)\ncoroutine.wrap(function() git.status() end)()');
    const told = vm.world.journal.entries(10).map(({ kind, line }) => [kind, line]);
    expect(told).toEqual([
      ['git.log', 3],
      ['git.status', 4],
    ]);
  });

  it('says so where Lua cannot wait', async () => {
    const vm = await openReal();
    expect(await vm.fail('table.sort({ 2, 1 }, function() return #git.log() > 1 end)')).toContain('cannot wait here');
  });
});

describe('git refuses at the caller’s line', () => {
  const DATES = 'a date such as 2024-12-30 or 2024-12-30T16:20:00Z, "3 days ago", or seconds since 1970 are expected';
  it.each([
    ['git.log{ max_count = -1 }', 'git.log: max_count: a whole number from 0 up is expected, got -1'],
    ['git.log{ max_count = 0.5 }', 'git.log: max_count: a whole number from 0 up is expected, got 0.5'],
    ['git.log{ max_count = "10" }', 'git.log: max_count: a whole number from 0 up is expected, got string'],
    ['git.log{ skip = {} }', 'git.log: skip: a whole number from 0 up is expected, got table'],
    ['git.log{ author = 5 }', 'git.log: author: a text is expected, got number'],
    ['git.log{ path = {} }', 'git.log: path: a text is expected, got table'],
    ['git.log{ path = "../x" }', 'git.log: path: "../x": a path inside the repository is expected'],
    ['git.log{ since = "yesterday" }', `git.log: since: ${DATES}, got "yesterday"`],
    ['git.log{ before = true }', `git.log: before: ${DATES}, got boolean`],
    ['git.log{ since = "2024-02-30" }', `git.log: since: ${DATES}, got "2024-02-30"`],
    ['git.log{ before = 1, ["until"] = 2 }', 'git.log: before and until say the same: give one of them'],
    ['git.log{ rev = "main...v1" }', 'git.log: rev: main...v1: a..b is known, a...b is not'],
    ['git.log{ rev = "mian" }', 'git.log: there is no revision mian; did you mean main?'],
    ['git.log("v1")', 'git.log: options are expected as a table of names'],
    [
      'git.commits{ maxcount = 1 }',
      'git.commits: unknown option maxcount; did you mean max_count? (known: max_count, skip, author, grep, path, since, before, until, rev)',
    ],
    ['git.diff(5)', 'git.diff: a revision is expected as argument 1, got number'],
    ['git.diff("v1", true)', 'git.diff: a revision is expected as argument 2, got boolean'],
    ['git.diff("v1", {}, "main")', 'git.diff: nothing is expected behind the options, got string'],
    ['git.diff("v1", "main", "a.txt")', 'git.diff: nothing is expected behind the options, got string'],
    ['git.diff{ staged = 1 }', 'git.diff: staged: a boolean is expected, got number'],
    [
      'git.diff("v1", "HEAD", { staged = true })',
      'git.diff: staged compares with what is staged; there is no second revision then',
    ],
    ['git.diff("v1..HEAD")', 'git.diff: there is no revision v1..HEAD; give the two as arguments of their own'],
    ['git.show()', 'git.show: a text is expected as argument 1, got nil'],
    ['git.show("HEAD:a.txt")', 'git.show: there is no revision HEAD:a.txt; give the path as an argument of its own'],
    ['git.show("v1", 5)', 'git.show: a text is expected as argument 2, got number'],
    ['git.show("v1", "/a.txt")', 'git.show: "/a.txt": a path inside the repository is expected'],
    ['git.show("v1", "a.tyt")', 'git.show: there is no file a.tyt in v1; did you mean a.txt?'],
    ['git.show("HEAD", "b.txt")', 'git.show: there is no file b.txt in HEAD; did you mean a.txt?'],
    ['git.show("HEAD~2")', /^git.show: there is no revision HEAD~2: [0-9a-f]{10} has no parent$/],
    [
      'git.show("HEAD~99999999999999999999")',
      /^git.show: there is no revision HEAD~9{20}: [0-9a-f]{10} has no parent$/,
    ],
    ['git.show("HEAD^2")', /^git.show: there is no revision HEAD\^2: [0-9a-f]{10} has one parent$/],
    ['git.show("abc")', 'git.show: there is no revision abc; the beginning of a hash has at least 4 digits'],
    [
      'git.show("main@{1}")',
      'git.show: there is no revision main@{1}; a revision is a hash or its beginning, a branch, a tag, HEAD, HEAD~2 or x^',
    ],
    ['git.blame()', 'git.blame: a text is expected as argument 1, got nil'],
    ['git.blame("a.txt", 1)', 'git.blame: a revision is expected as argument 2, got number'],
    ['git.blame("raw")', 'git.blame: raw is binary: it has no lines'],
    ['git.use()', 'git.use: a name or a history is expected, got nil'],
    ['git.use("nope")', 'git.use: there is no file mocks/git/nope.json'],
    ['git.use{}', 'git.use: a history needs commits'],
    [
      'git.use{ commits = { { mesage = "x" } } }',
      'git.use: commits[1].mesage: unknown field mesage; did you mean message? (known: message, hash, author, date, changes, files, parents, branch, tag)',
    ],
    [
      'git.use{ { message = "x", changes = { ["a"] = 5 } } }',
      'git.use: [1].changes.a: a text, a list of its lines, { base64 } or null is expected, got a number',
    ],
    ['git.use{ repository = 5 }', 'git.use: repository: a text is expected, got number'],
    ['git.use{ repository = "../.." }', 'git.use: repository: ../..: a folder of the project is expected'],
    [
      'git.use{ repository = "src" }',
      /^git.use: src: (?:this is no git repository|name the repository’s own folder: \S+)$/,
    ],
  ])('%s', async (call, why) => {
    const message = await (await openMock()).fail(call);
    if (typeof why === 'string') expect(message).toBe(`test.lua:1: ${why}`);
    else expect(message.replace('test.lua:1: ', '')).toMatch(why);
  });

  it('where a beginning stands for several hashes, with all of them', async () => {
    const vm = openTestVm();
    await vm.run('git.use{ { message = "b", hash = "abcd999" }, { message = "a", hash = "abcd111" } }');
    expect(await vm.fail('git.show("abcd")')).toBe(
      'test.lua:1: git.show: abcd is the beginning of several hashes: abcd111, abcd999',
    );
  });

  it('where nothing is committed yet', async () => {
    const vm = openTestVm();
    expect(await vm.run('return git.log(), git.status(), git.diff(), git.branch()')).toEqual([[], [], '', 'main', []]);
    expect(await vm.fail('git.show("HEAD")')).toBe(
      'test.lua:1: git.show: there is no revision HEAD: nothing is committed yet',
    );
  });
});
