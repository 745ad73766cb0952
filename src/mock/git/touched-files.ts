import { compareNodes, type TreeChange } from './compare-trees.js';
import { findNode } from './find-node.js';
import { type Reading, read } from './later.js';
import { type Commit, type FolderNode, NO_FILES, type Repository } from './repository.js';

/**
 * What a commit itself changed, sorted by path: of a merge, the files that none of its parents has as it has them, shown
 * against the first.
 */
export function* listTouched(repository: Repository, commit: Commit): Reading<TreeChange[]> {
  const [first = NO_FILES, ...others] = yield* readParents(repository, commit);
  let changes = yield* compareNodes(first, commit.tree);
  for (const other of others) {
    if (changes.length === 0) break;
    const paths = new Set((yield* compareNodes(other, commit.tree)).map((change) => change.path));
    changes = changes.filter((change) => paths.has(change.path));
  }
  return changes;
}

/** What leads from one tree to another; of `path` alone, where there is one. */
export function* compareAt(before: FolderNode, after: FolderNode, path: string | undefined): Reading<TreeChange[]> {
  if (path === undefined) return yield* compareNodes(before, after);
  return yield* compareNodes(yield* findNode(before, path), yield* findNode(after, path), path);
}

/** A parent that has the same at a path as the commit; undefined where none has. */
export function* findSame(repository: Repository, commit: Commit, path: string): Reading<string | undefined> {
  for (const hash of commit.parents) {
    const { tree } = yield* read(repository.commit(hash));
    if ((yield* compareAt(tree, commit.tree, path)).length === 0) return hash;
  }
  return undefined;
}

function* readParents(repository: Repository, commit: Commit): Reading<FolderNode[]> {
  const trees: FolderNode[] = [];
  for (const hash of commit.parents) trees.push((yield* read(repository.commit(hash))).tree);
  return trees;
}
