import type { TreeEntry } from 'isomorphic-git';
import type { GitPackage } from './git-package.js';
import type { Later } from './later.js';
import { type Commit, type FileNode, type FolderNode, GITLINK, type TreeNode } from './repository.js';

/** How many commits, and how many folders, are kept when they have been read. */
const MAX_KEPT = 50_000;

/** What a repository's hashes stand for. What has been read is kept. */
export interface RealObjects {
  commit(hash: string): Later<Commit>;
  folder(hash: string): FolderNode;
  file(hash: string, mode: string): FileNode;
}

/** `shallow`: commits whose parents were left behind when the repository was cloned. */
export function openRealObjects(git: GitPackage, shallow: ReadonlySet<string>): RealObjects {
  const commits = keep(async (hash) => toCommit(await readCommit(git, hash), shallow, folder));
  const lists = keep(async (hash) => {
    const { tree } = await git.need((package_, place) => package_.readTree({ ...place, oid: hash }));
    return new Map(tree.map((entry) => [entry.path, toNode(entry)]));
  });
  const folder = (hash: string): FolderNode => ({ kind: 'folder', id: hash, list: () => lists(hash) });
  const file = (hash: string, mode: string): FileNode => ({
    kind: 'file',
    id: hash,
    mode,
    read: () => (mode === GITLINK ? new TextEncoder().encode(`Subproject commit ${hash}\n`) : readBlob(git, hash)),
  });
  const toNode = ({ type, oid, mode }: TreeEntry): TreeNode => (type === 'tree' ? folder(oid) : file(oid, mode));
  return { commit: commits, folder, file };
}

type ReadCommit = Awaited<ReturnType<typeof readCommit>>;

async function readCommit(git: GitPackage, hash: string) {
  return await git.need((package_, place) => package_.readCommit({ ...place, oid: hash }));
}

async function readBlob(git: GitPackage, hash: string): Promise<Uint8Array> {
  return (await git.need((package_, place) => package_.readBlob({ ...place, oid: hash }))).blob;
}

function toCommit({ oid, commit }: ReadCommit, shallow: ReadonlySet<string>, folder: RealObjects['folder']): Commit {
  const { author, committer } = commit;
  return {
    hash: oid,
    parents: shallow.has(oid) ? [] : commit.parent,
    author: author.name,
    ...(author.email !== '' && { email: author.email }),
    writtenMs: author.timestamp * 1000,
    committedMs: committer.timestamp * 1000,
    message: commit.message.replaceAll(/^\n+|\n+$/g, ''),
    tree: folder(commit.tree),
  };
}

/** Asks once for each key; what has come is there at once from then on. */
function keep<T>(ask: (key: string) => Promise<T>): (key: string) => Later<T> {
  const kept = new Map<string, Later<T>>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= MAX_KEPT) kept.clear();
    const asked = ask(key).then((value) => {
      kept.set(key, value);
      return value;
    });
    kept.set(key, asked);
    return asked;
  };
}
