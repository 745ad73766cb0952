import fs, {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import git from 'isomorphic-git';
import { GitIndexManager } from 'isomorphic-git/managers';
import { FileSystem } from 'isomorphic-git/models';
import { describe, expect, it } from 'vitest';
import type { RunSettings } from '../../../src/model/settings.js';
import { createProject } from '../../support/project.js';
import { openTestVm } from '../../vm/harness.js';

const author = { name: 'Mira Holt', email: 'mira@example.com', timestamp: 1_735_000_000, timezoneOffset: -60 };

/** Lua over the repository in a folder. */
function open(repository: string, more: Partial<RunSettings> = {}) {
  return openTestVm({}, { git: { repository }, ...more });
}

/** A repository with some files in one commit. */
async function createRepository(files: Readonly<Record<string, string>> = { 'a.txt': 'a\n', 'd/b.txt': 'b\n' }) {
  const dir = createProject(files);
  await git.init({ fs, dir, defaultBranch: 'main' });
  await commit(dir, 'Begin', Object.keys(files));
  return dir;
}

async function commit(dir: string, message: string, paths: readonly string[]): Promise<string> {
  for (const filepath of paths) await git.add({ fs, dir, filepath });
  return await git.commit({ fs, dir, message, author });
}

function write(dir: string, path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

/** Changes entries of the index in a way that no command of the package does. */
async function editIndex(
  dir: string,
  edit: (entry: { path: string; flags: Record<string, boolean> }) => void,
): Promise<void> {
  const options = { fs: new FileSystem(fs), gitdir: join(dir, '.git'), cache: {} };
  await GitIndexManager.acquire(options, (index: { entries: Parameters<typeof edit>[0][]; _dirty: boolean }) => {
    index.entries.forEach(edit);
    index._dirty = true;
  });
}

const STATUS =
  'local codes = {} for i, entry in ipairs(git.status()) do codes[i] = entry.code .. " " .. entry.path end return codes';

async function statusOf(dir: string): Promise<readonly unknown[]> {
  const [codes] = await open(dir).run(STATUS);
  // The one empty table of Lua comes as a map.
  return Array.isArray(codes) ? codes : [];
}

describe('a real repository', () => {
  it('may be packed, its branches and tags too', async () => {
    const dir = await createRepository();
    write(dir, 'a.txt', 'aa\n');
    const hash = await commit(dir, 'Second', ['a.txt']);
    const objects = join(dir, '.git/objects');
    const loose = readdirSync(objects).filter((name) => name.length === 2);
    const oids = loose.flatMap((name) => readdirSync(join(objects, name)).map((rest) => name + rest));
    const { filename } = await git.packObjects({ fs, dir, oids, write: true });
    await git.indexPack({ fs, dir, filepath: `.git/objects/pack/${filename}` });
    for (const name of loose) rmSync(join(objects, name), { recursive: true });
    rmSync(join(dir, '.git/refs/heads/main'));
    writeFileSync(
      join(dir, '.git/packed-refs'),
      `# pack-refs with: peeled\n${hash} refs/heads/main\n${hash} refs/tags/v1\n`,
    );
    const asked =
      'return git.log{ rev = "v1" }, git.branch(), git.show("v1~1", "a.txt"), #git.show(git.commits()[1].hash:sub(1, 5))';
    expect(await open(dir).run(asked)).toEqual([
      [`${hash.slice(0, 7)} Second`, expect.stringMatching(/ Begin$/)],
      'main',
      'a\n',
      expect.any(Number),
    ]);
  });

  it('may be a shallow clone: what was left behind is not missed', async () => {
    const dir = await createRepository();
    const parent = await git.resolveRef({ fs, dir, ref: 'HEAD' });
    write(dir, 'a.txt', 'aa\n');
    const hash = await commit(dir, 'Second', ['a.txt']);
    writeFileSync(join(dir, '.git/shallow'), `${hash}\n`);
    rmSync(join(dir, '.git/objects', parent.slice(0, 2)), { recursive: true });
    expect(await open(dir).run('return #git.log(), git.commits()[1].files, git.blame("d/b.txt")[1].hash')).toEqual([
      1,
      ['a.txt', 'd/b.txt'],
      hash,
    ]);
    expect(await open(dir).fail('git.show("HEAD~1")')).toContain(
      `git.show: there is no revision HEAD~1: ${hash.slice(0, 10)} has no parent`,
    );
  });

  it('may be a linked worktree, with a HEAD and an index of its own', async () => {
    const dir = await createRepository();
    const main = await git.resolveRef({ fs, dir, ref: 'HEAD' });
    const own = join(dir, '.git/worktrees/side');
    mkdirSync(own, { recursive: true });
    cpSync(join(dir, '.git/index'), join(own, 'index'));
    writeFileSync(join(own, 'HEAD'), 'ref: refs/heads/side\n');
    writeFileSync(join(own, 'commondir'), '../..\n');
    await git.branch({ fs, dir, ref: 'side' });
    const tree = createProject({ '.git': `gitdir: ${own}\n`, 'a.txt': 'a\n', 'd/b.txt': 'changed\n' });
    expect(await open(tree).run(`return git.branch(), git.commits()[1].hash, git.status()[1].path`)).toEqual([
      'side',
      main,
      'd/b.txt',
    ]);
  });

  it('may be bare: there is no working folder then', async () => {
    const dir = await createRepository();
    const bare = join(createProject({}), 'shop.git');
    renameSync(join(dir, '.git'), bare);
    expect(await open(bare).run('return #git.log(), git.show("HEAD", "a.txt")')).toEqual([1, 'a\n']);
    expect(await open(bare).fail('git.status()')).toBe(
      'test.lua:1: git.status: a bare repository has no working folder',
    );
    expect(await open(bare).fail('git.diff()')).toBe('test.lua:1: git.diff: a bare repository has no working folder');
  });

  it('tells dates in UTC, whatever the zone of their author', async () => {
    const dir = await createRepository();
    expect(await open(dir).run('return git.commits()[1].date, git.show("HEAD"):match("Date: +([^\\n]+)")')).toEqual([
      '2024-12-24T00:26:40Z',
      'Tue Dec 24 00:26:40 2024 +0000',
    ]);
  });

  it('shows a submodule by the commit that it stands at', async () => {
    const dir = await createRepository();
    const oid = '1'.repeat(40);
    const tree = await git.writeTree({ fs, dir, tree: [{ mode: '160000', path: 'sub', oid, type: 'commit' }] });
    const parent = [await git.resolveRef({ fs, dir, ref: 'HEAD' })];
    const person = { ...author, timezoneOffset: 0 };
    const hash = await git.writeCommit({
      fs,
      dir,
      commit: { message: 'Sub', tree, parent, author: person, committer: person },
    });
    const [shown] = await open(dir).run(`return git.diff("HEAD", "${hash}", { path = "sub" })`);
    expect(shown).toBe(
      `diff --git a/sub b/sub\nnew file mode 160000\nindex 0000000..1111111\n--- /dev/null\n+++ b/sub\n@@ -0,0 +1 @@\n+Subproject commit ${oid}\n`,
    );
  });

  it('is seen as it was when it was first asked', async () => {
    const dir = await createRepository();
    const vm = open(dir);
    const before = await vm.run(`return git.log(), ${'git.status()'}`);
    write(dir, 'a.txt', 'aa\n');
    await commit(dir, 'Meanwhile', ['a.txt']);
    write(dir, 'c.txt', 'c\n');
    expect(await vm.run('return git.log(), git.status()')).toEqual(before);
    expect(await open(dir).run('return #git.log(), #git.status()')).toEqual([2, 1]);
  });
});

describe('the working folder', () => {
  it('lists what is neither known nor ignored, by the rules of each folder', async () => {
    const dir = await createRepository({
      '.gitignore': '*.log\n/build/\n!keep.log\nnode_modules\n',
      'd/.gitignore': '!own.log\nsecret\n',
      'd/kept/b.txt': 'b\n',
    });
    const paths = [
      'x.log',
      'keep.log',
      'build/x',
      'e/build/x',
      'node_modules/p/i.js',
      'd/own.log',
      'd/x.log',
      'd/secret',
      'd/kept/secret',
      'd/new.txt',
      'excluded',
      'Ä.txt',
    ];
    for (const path of paths) write(dir, path, 'x');
    write(dir, '.git/info/exclude', 'excluded\n');
    write(dir, 'inner/.git/HEAD', 'x');
    expect(await statusOf(dir)).toEqual([
      '?? d/new.txt',
      '?? d/own.log',
      '?? e/build/x',
      '?? inner/',
      '?? keep.log',
      '?? Ä.txt',
    ]);
  });

  it('finds a change of the same size in the same second', async () => {
    const dir = await createRepository();
    write(dir, 'a.txt', 'b\n');
    expect(await statusOf(dir)).toEqual([' M a.txt']);
  });

  it('knows a file that was only touched', async () => {
    const dir = await createRepository();
    utimesSync(join(dir, 'a.txt'), 1, 1);
    expect(await statusOf(dir)).toEqual([]);
  });

  it('tells of modes and links', async () => {
    const dir = await createRepository({ 'run.sh': 'x\n', 'to-link': 'a.txt', 'a.txt': 'a\n' });
    await git.setConfig({ fs, dir, path: 'core.filemode', value: true });
    chmodSync(join(dir, 'run.sh'), 0o755);
    rmSync(join(dir, 'to-link'));
    symlinkSync('a.txt', join(dir, 'to-link'));
    expect(await statusOf(dir)).toEqual([' M run.sh', ' T to-link']);
    const [diff] = await open(dir).run('return git.diff()');
    expect(diff).toBe(
      'diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n' +
        'diff --git a/to-link b/to-link\ndeleted file mode 100644\nindex 8d14cbf..0000000\n--- a/to-link\n+++ /dev/null\n@@ -1 +0,0 @@\n-a.txt\n\\ No newline at end of file\n' +
        'diff --git a/to-link b/to-link\nnew file mode 120000\nindex 0000000..8d14cbf\n--- /dev/null\n+++ b/to-link\n@@ -0,0 +1 @@\n+a.txt\n\\ No newline at end of file\n',
    );
    await git.setConfig({ fs, dir, path: 'core.filemode', value: false });
    expect(await statusOf(dir)).toEqual([' T to-link']);
  });

  it('is not followed through a link that leads out', async () => {
    const dir = await createRepository();
    const outside = createProject({ 'b.txt': 'a secret\n' });
    rmSync(join(dir, 'd'), { recursive: true });
    symlinkSync(outside, join(dir, 'd'));
    expect(await statusOf(dir)).toEqual([' D d/b.txt', '?? d']);
    expect(await open(dir).run('return git.diff():find("secret")')).toEqual([undefined]);
  });

  it('may have the line ends of Windows where the repository says so', async () => {
    const dir = await createRepository({ 'a.txt': 'a\nb\n', 'crlf.txt': 'a\r\nb\r\n' });
    write(dir, 'a.txt', 'a\r\nb\r\n');
    write(dir, 'crlf.txt', 'a\r\nc\r\n');
    expect(await statusOf(dir)).toEqual([' M a.txt', ' M crlf.txt']);
    await git.setConfig({ fs, dir, path: 'core.autocrlf', value: 'true' });
    expect(await statusOf(dir)).toEqual([' M crlf.txt']);
    const [diff] = await open(dir).run('return git.diff()');
    expect(String(diff)).toContain(' a\r\n-b\r\n+c\r\n');
  });

  it('keeps to what the index says of a file: only meant to be added, not checked out, not looked at', async () => {
    const dir = await createRepository({ 'a.txt': 'a\n', 'sparse.txt': 's\n', 'assumed.txt': 'x\n' });
    write(dir, 'intended.txt', 'i\n');
    await git.add({ fs, dir, filepath: 'intended.txt' });
    await editIndex(dir, ({ path, flags }) => {
      flags.intentToAdd = path === 'intended.txt';
      flags.skipWorktree = path === 'sparse.txt';
      flags.assumeValid = path === 'assumed.txt';
    });
    rmSync(join(dir, 'sparse.txt'));
    write(dir, 'assumed.txt', 'changed\n');
    expect(await statusOf(dir)).toEqual([' A intended.txt']);
    rmSync(join(dir, 'intended.txt'));
    expect(await statusOf(dir)).toEqual([]);
  });

  it('shows a merge that is not finished', async () => {
    const dir = await createRepository();
    await git.branch({ fs, dir, ref: 'side' });
    write(dir, 'a.txt', 'ours\n');
    await commit(dir, 'Ours', ['a.txt']);
    await git.checkout({ fs, dir, ref: 'side' });
    write(dir, 'a.txt', 'theirs\n');
    await commit(dir, 'Theirs', ['a.txt']);
    await git.checkout({ fs, dir, ref: 'main' });
    await git.merge({ fs, dir, ours: 'main', theirs: 'side', author, abortOnConflict: false }).catch(() => undefined);
    const [entries] = await open(dir).run('return git.status()');
    expect(entries).toEqual([{ path: 'a.txt', code: 'UU', staged: 'unmerged', unstaged: 'unmerged' }]);
  });
});

describe('what cannot be read says why:', () => {
  it('a folder that is no repository', async () => {
    const dir = createProject({ 'a/b.txt': '', file: '' });
    expect(await open(dir).fail('git.log()')).toBe(`test.lua:1: git.log: ${dir}: this is no git repository`);
    expect(await open(join(dir, 'no')).fail('git.log()')).toContain('/no: there is no such folder');
    expect(await open(join(dir, 'file')).fail('git.log()')).toContain('/file: there is no such folder');
  });

  it('a folder of a repository', async () => {
    const dir = await createRepository();
    expect(await open(join(dir, 'd')).fail('git.log()')).toContain(`/d: name the repository’s own folder: ${dir}`);
  });

  it('a worktree whose repository is gone', async () => {
    const dir = createProject({ '.git': 'gitdir: ../gone/.git/worktrees/x\n' });
    expect(await open(dir).fail('git.log()')).toMatch(/: its \S+gone\/.git\/worktrees\/x is no git repository$/);
  });

  it.each([
    ['extensions.objectformat', 'sha256', 'has hashes of another kind: sha256'],
    ['extensions.refstorage', 'reftable', 'keeps its branches as reftable'],
  ])('%s = %s', async (path, value, why) => {
    const dir = await createRepository();
    await git.setConfig({ fs, dir, path, value });
    expect(await open(dir).fail('git.log()')).toBe(`test.lua:1: git.log: ${dir} ${why}`);
  });

  it('an object that is damaged, or gone', async () => {
    const dir = await createRepository();
    const hash = await git.resolveRef({ fs, dir, ref: 'HEAD' });
    const { oid } = await git.readBlob({ fs, dir, oid: hash, filepath: 'a.txt' });
    const file = join(dir, '.git/objects', oid.slice(0, 2), oid.slice(2));
    chmodSync(file, 0o644);
    writeFileSync(file, 'rubbish');
    expect(await open(dir).fail('git.show("HEAD", "a.txt")')).toMatch(/^test.lua:1: git.show: \S+ cannot be read: \S/);
    rmSync(file);
    expect(await open(dir).fail('git.show("HEAD", "a.txt")')).toBe(
      `test.lua:1: git.show: ${dir} cannot be read: Could not find ${oid}.`,
    );
    expect(await open(dir).run('return #git.log()')).toEqual([1]);
  });

  it('an index of version 4, or a damaged one', async () => {
    const dir = await createRepository();
    const index = join(dir, '.git/index');
    const bytes = readFileSync(index);
    writeFileSync(index, Buffer.from('rubbish'));
    expect(await open(dir).fail('git.status()')).toMatch(/ cannot be read: Invalid dircache magic file number: rubb$/);
    bytes.writeUInt32BE(4, 4);
    const { createHash } = process.getBuiltinModule('node:crypto');
    const body = bytes.subarray(0, -20);
    writeFileSync(index, Buffer.concat([body, createHash('sha1').update(body).digest()]));
    expect(await open(dir).fail('git.status()')).toContain(
      'its index has version 4; `git update-index --index-version 2` writes it anew',
    );
  });

  it.skipIf(process.getuid?.() === 0)('a folder that may not be looked into', async () => {
    const dir = await createRepository();
    chmodSync(join(dir, '.git'), 0);
    expect(await open(dir).fail('git.log()')).toContain('permission denied');
    chmodSync(join(dir, '.git'), 0o755);
  });
});

it('is never written to, not even its index', async () => {
  const dir = await createRepository();
  utimesSync(join(dir, 'a.txt'), 1, 1);
  const index = join(dir, '.git/index');
  const before = [readFileSync(index), statSync(index).mtimeMs, readdirSync(dir, { recursive: true }).sort()];
  await open(dir).run('git.status() git.diff() git.diff("HEAD") git.log() git.blame("a.txt")');
  expect([readFileSync(index), statSync(index).mtimeMs, readdirSync(dir, { recursive: true }).sort()]).toEqual(before);
});
