import fs from 'node:fs';
import { dirname, join } from 'node:path';
import git from 'isomorphic-git';
import type { MockCommit, MockContent, MockHistory } from '../../src/mock/git/mock-history.js';

type Files = Map<string, string>;

/**
 * Writes a mocked history into `dir` as a real repository, with the package's own commands; merges are made by it too.
 * Gives the real hash of each commit by its mocked one.
 */
export async function buildRepository(dir: string, history: MockHistory): Promise<ReadonlyMap<string, string>> {
  await git.init({ fs, dir, defaultBranch: 'main' });
  const hashes = new Map<string, string>();
  for (const commit of history.commits.toReversed()) hashes.set(commit.hash, await writeCommit(dir, commit, hashes));
  const real = (hash: string) => hashes.get(hash) ?? '';
  for (const [name, hash] of history.branches)
    await git.writeRef({ fs, dir, ref: `refs/heads/${name}`, value: real(hash), force: true });
  for (const [name, hash] of history.tags) await writeTag(dir, name, real(hash));
  if (history.commits.length > 0)
    await git.checkout({ fs, dir, ref: 'hash' in history.head ? real(history.head.hash) : history.head.branch });
  for (const [path, content] of history.staged) await stage(dir, path, content);
  for (const [path, content] of history.changes) change(dir, path, content);
  return hashes;
}

/** One of two tags has an object of its own. */
async function writeTag(dir: string, ref: string, object: string): Promise<void> {
  if (ref.includes('1')) await git.tag({ fs, dir, ref, object });
  else await git.annotatedTag({ fs, dir, ref, object, message: ref, tagger: { name: 'T', email: 't@example.com' } });
}

async function writeCommit(
  dir: string,
  { parents, author, email = '', dateMs, message, changes }: MockCommit,
  hashes: ReadonlyMap<string, string>,
): Promise<string> {
  const parent = parents.map((hash) => hashes.get(hash) ?? '');
  const files = await readParents(dir, parent);
  for (const [path, content] of changes) if (content === 'deleted') files.delete(path);
  for (const [path, content] of changes)
    if (content instanceof Uint8Array) files.set(path, await git.writeBlob({ fs, dir, blob: content }));
  const person = { name: author, email, timestamp: dateMs / 1000, timezoneOffset: 0 };
  const tree = await writeTree(dir, files);
  return await git.writeCommit({
    fs,
    dir,
    commit: { tree, parent, author: person, committer: person, message: `${message}\n` },
  });
}

async function readParents(dir: string, parents: readonly string[]): Promise<Files> {
  const [ours, theirs] = parents;
  if (ours === undefined) return new Map();
  if (theirs === undefined) return await readFiles(dir, ours);
  await git.writeRef({ fs, dir, ref: 'refs/heads/ours', value: ours, force: true });
  await git.writeRef({ fs, dir, ref: 'refs/heads/theirs', value: theirs, force: true });
  const author = { name: 'M', email: 'm@example.com', timestamp: 0, timezoneOffset: 0 };
  const merged = await git.merge({ fs, dir, ours: 'ours', theirs: 'theirs', author });
  for (const ref of ['refs/heads/ours', 'refs/heads/theirs']) await git.deleteRef({ fs, dir, ref });
  return await readFiles(dir, merged.oid ?? '');
}

async function readFiles(dir: string, oid: string): Promise<Files> {
  const files: Files = new Map();
  await git.walk({
    fs,
    dir,
    trees: [git.TREE({ ref: oid })],
    map: async (path, [entry]) => {
      if ((await entry?.type()) === 'blob') files.set(path, (await entry?.oid()) ?? '');
    },
  });
  return files;
}

async function writeTree(dir: string, files: ReadonlyMap<string, string>): Promise<string> {
  const folders = new Map<string, Files>();
  const tree: { mode: string; path: string; oid: string; type: 'blob' | 'tree' }[] = [];
  for (const [path, oid] of files) {
    const [name = '', ...rest] = path.split('/');
    if (rest.length === 0) tree.push({ mode: '100644', path, oid, type: 'blob' });
    else folders.set(name, (folders.get(name) ?? new Map()).set(rest.join('/'), oid));
  }
  for (const [path, below] of folders)
    tree.push({ mode: '040000', path, oid: await writeTree(dir, below), type: 'tree' });
  return await git.writeTree({ fs, dir, tree });
}

async function stage(dir: string, filepath: string, content: MockContent) {
  change(dir, filepath, content);
  if (content === 'deleted') await git.remove({ fs, dir, filepath });
  else await git.add({ fs, dir, filepath });
}

function change(dir: string, path: string, content: MockContent): void {
  const place = join(dir, path);
  if (content === 'deleted') fs.rmSync(place);
  if (!(content instanceof Uint8Array)) return;
  fs.mkdirSync(dirname(place), { recursive: true });
  fs.writeFileSync(place, content);
}
