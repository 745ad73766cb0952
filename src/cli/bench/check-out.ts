import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { findNode } from '../../mock/git/find-node.js';
import { settle } from '../../mock/git/later.js';
import { openRealRepository } from '../../mock/git/real-repository.js';
import { type Commit, type FolderNode, GITLINK, GitRefusal } from '../../mock/git/repository.js';
import { resolveRevision } from '../../mock/git/resolve-revision.js';
import { KnownError } from '../../model/known-error.js';

/** The files of a commit, in a folder of their own. */
export interface CheckedOut {
  /** Absolute. */
  readonly root: string;
  /** `main (3f2a9c1)`. */
  readonly label: string;
  /** Removes the folder. */
  remove(): void;
}

/** What rules are made of; all else stays in the repository. */
const WANTED = /\.(?:lua|json|[cm]?[jt]s)$/;
const LINK = '120000';
const SHORT_HASH = 7;

/**
 * Writes the project's rules and benches as they are in a commit into a new folder. Reads the repository itself: no git program
 * is needed. Throws KnownError where there is no repository or no such revision.
 */
export async function checkOut(root: string, revision: string): Promise<CheckedOut> {
  try {
    const top = findTop(root);
    const repository = openRealRepository(top, 'the project');
    const commit = await settle(resolveRevision(repository, revision));
    const tree = await findProject(commit, relative(top, root).split(sep).join('/'), revision);
    const folder = createFolder(root);
    await writeTree(tree, folder.root);
    return { ...folder, label: `${revision} (${commit.hash.slice(0, SHORT_HASH)})` };
  } catch (error) {
    if (!(error instanceof GitRefusal)) throw error;
    throw new KnownError('bad-command-line', `--against ${revision}: ${error.message}`);
  }
}

function findTop(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) throw new GitRefusal('the project is in no git repository');
  }
}

async function findProject({ tree }: Commit, path: string, revision: string): Promise<FolderNode> {
  const node = path === '' ? tree : await settle(findNode(tree, path));
  if (node?.kind === 'folder') return node;
  throw new GitRefusal(`the project’s folder ${path} is not in it (${revision})`);
}

function createFolder(root: string): Omit<CheckedOut, 'label'> {
  const folder = mkdtempSync(join(tmpdir(), 'moonrig-against-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const packages = join(root, 'node_modules');
  // Packages that rules import are those of today.
  if (existsSync(packages)) symlinkSync(packages, join(folder, 'node_modules'), 'junction');
  return {
    root: folder,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}

async function writeTree(folder: FolderNode, place: string): Promise<void> {
  for (const [name, node] of await folder.list()) {
    const path = join(place, name);
    if (node.kind === 'folder') {
      if (name !== 'node_modules') await writeTree(node, path);
    } else if (WANTED.test(name) && node.mode !== LINK && node.mode !== GITLINK) {
      mkdirSync(place, { recursive: true });
      writeFileSync(path, await node.read());
    }
  }
}
