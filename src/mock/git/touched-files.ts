import { compareNodes, compareTrees, type TreeChange } from './compare-trees.js';
import { findNode } from './find-node.js';
import { type Reading, read } from './later.js';
import { type Commit, type FolderNode, NO_FILES, type Repository } from './repository.js';

/**
 * What a commit itself changed, sorted by path: of a merge, the files that none of its parents has as it has them, shown
 * against the first. `path` keeps that file, or folder.
 */
export function* listTouched(repository: Repository, commit: Commit, path?: string): Reading<TreeChange[]> {
  const [first = NO_FILES, ...others] = yield* readParents(repository, commit);
  let changes = yield* compareAt(first, commit.tree, path);
  for (const other of others) {
    if (changes.length === 0) break;
    const paths = new Set((yield* compareAt(other, commit.tree, path)).map((change) => change.path));
    changes = changes.filter((change) => paths.has(change.path));
  }
  return changes;
}

/** What leads from one tree to another; of `path` alone, where there is one. */
export function* compareAt(before: FolderNode, after: FolderNode, path: string | undefined): Reading<TreeChange[]> {
  if (path === undefined) return yield* compareTrees(before, after);
  return yield* compareNodes(yield* findNode(before, path), yield* findNode(after, path), path);
}

function* readParents(repository: Repository, commit: Commit): Reading<FolderNode[]> {
  const trees: FolderNode[] = [];
  for (const hash of commit.parents) trees.push((yield* read(repository.commit(hash))).tree);
  return trees;
}
