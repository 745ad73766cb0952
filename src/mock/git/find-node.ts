import { didYouMean } from '../../model/suggest.js';
import { type Reading, read } from './later.js';
import { type FileNode, type FolderNode, GitRefusal, type TreeNode } from './repository.js';

/** What stands at a path; undefined where nothing does. */
export function* findNode(tree: FolderNode, path: string): Reading<TreeNode | undefined> {
  let node: TreeNode | undefined = tree;
  for (const name of path.split('/')) {
    if (node?.kind !== 'folder') return undefined;
    const entries: ReadonlyMap<string, TreeNode> = yield* read(node.list());
    node = entries.get(name);
  }
  return node;
}

/** The file at a path. Throws a GitRefusal for a path that has none; `rev` is what the user calls the tree. */
export function* needFile(tree: FolderNode, path: string, rev: string): Reading<FileNode> {
  const node = yield* findNode(tree, path);
  if (node?.kind === 'file') return node;
  if (node !== undefined) throw new GitRefusal(`${path} is a folder in ${rev}`);
  throw new GitRefusal(`there is no file ${path} in ${rev}${didYouMean(path, yield* listNear(tree, path))}`);
}

/** Paths that the user may have meant: those of the deepest folder on the way that is there. */
function* listNear(tree: FolderNode, path: string): Reading<string[]> {
  let [folder, way] = [tree, ''];
  for (const name of path.split('/').slice(0, -1)) {
    const next: TreeNode | undefined = (yield* read(folder.list())).get(name);
    if (next?.kind !== 'folder') break;
    [folder, way] = [next, `${way}${name}/`];
  }
  return [...(yield* read(folder.list()))].map(([name]) => `${way}${name}`);
}
