import { compareText } from '../../model/run-record.js';
import { type Reading, read } from './later.js';
import { type FileNode, type FolderNode, NO_FILES, type TreeNode } from './repository.js';

/** One path that two trees do not have alike; a rename is one path that went and one that came. */
export interface TreeChange {
  readonly path: string;
  readonly before?: FileNode;
  readonly after?: FileNode;
}

/** What leads from one tree to another, sorted by path; folders that are the same are not looked into. */
export function* compareTrees(before: FolderNode, after: FolderNode): Reading<TreeChange[]> {
  const changes = yield* compareFolders(before, after, '');
  return changes.sort((a, b) => compareText(a.path, b.path));
}

function* compareFolders(before: FolderNode, after: FolderNode, path: string): Reading<TreeChange[]> {
  if (before.id === after.id) return [];
  const [old, now] = [yield* read(before.list()), yield* read(after.list())];
  const changes: TreeChange[] = [];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const place = path === '' ? name : `${path}/${name}`;
    changes.push(...(yield* compareNodes(old.get(name), now.get(name), place)));
  }
  return changes;
}

/** What leads from what stands at a path to what stands there in another tree. */
export function* compareNodes(
  before: TreeNode | undefined,
  after: TreeNode | undefined,
  path: string,
): Reading<TreeChange[]> {
  const changes: TreeChange[] = [];
  const [old, now] = [fileOf(before), fileOf(after)];
  if (old?.id !== now?.id || old?.mode !== now?.mode)
    changes.push({ path, ...(old && { before: old }), ...(now && { after: now }) });
  if (before?.kind === 'folder' || after?.kind === 'folder')
    changes.push(...(yield* compareFolders(folderOf(before), folderOf(after), path)));
  return changes;
}

function fileOf(node: TreeNode | undefined): FileNode | undefined {
  return node?.kind === 'file' ? node : undefined;
}

function folderOf(node: TreeNode | undefined): FolderNode {
  return node?.kind === 'folder' ? node : NO_FILES;
}
