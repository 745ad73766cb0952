import { compareText } from '../../model/run-record.js';
import { type Reading, read } from './later.js';
import { type FileNode, type FolderNode, NO_FILES, type TreeNode } from './repository.js';

/** One path that two trees do not have alike; a rename is one path that went and one that came. */
export interface TreeChange {
  readonly path: string;
  readonly before?: FileNode;
  readonly after?: FileNode;
}

/**
 * What leads from what stands at a path to what stands there in another tree, sorted by path; folders that are the same are
 * not looked into. The path of a whole tree is empty.
 */
export function* compareNodes(
  before: TreeNode | undefined,
  after: TreeNode | undefined,
  path = '',
): Reading<TreeChange[]> {
  const changes: TreeChange[] = [];
  yield* collect(before, after, { path, changes });
  return changes.sort((a, b) => compareText(a.path, b.path));
}

function* collect(
  before: TreeNode | undefined,
  after: TreeNode | undefined,
  { path, changes }: { path: string; changes: TreeChange[] },
): Reading<void> {
  const [old, now] = [fileOf(before), fileOf(after)];
  if (old?.id !== now?.id || old?.mode !== now?.mode)
    changes.push({ path, ...(old && { before: old }), ...(now && { after: now }) });
  const [oldFolder, newFolder] = [folderOf(before), folderOf(after)];
  if (oldFolder.id === newFolder.id) return;
  const [entries, others] = [yield* read(oldFolder.list()), yield* read(newFolder.list())];
  for (const name of new Set([...entries.keys(), ...others.keys()])) {
    const place = path === '' ? name : `${path}/${name}`;
    yield* collect(entries.get(name), others.get(name), { path: place, changes });
  }
}

function fileOf(node: TreeNode | undefined): FileNode | undefined {
  return node?.kind === 'file' ? node : undefined;
}

function folderOf(node: TreeNode | undefined): FolderNode {
  return node?.kind === 'folder' ? node : NO_FILES;
}
