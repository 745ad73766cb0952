import type { TreeChange } from './compare-trees.js';
import { type Reading, read } from './later.js';
import { type FolderNode, GitRefusal, NO_FILES, type Repository } from './repository.js';
import { resolveRevision } from './resolve-revision.js';
import { readHead } from './select-commits.js';
import { compareAt } from './touched-files.js';

/** Which two states are compared, as `git diff` takes them. */
export interface DiffOptions {
  /** A revision; the index where left out, and HEAD if `staged`. */
  readonly from?: string;
  /** A revision; the working folder where left out, and the index if `staged`. */
  readonly to?: string;
  readonly staged: boolean;
  /** A file, or a folder of one. */
  readonly path?: string;
}

/** What differs between two states, sorted by path. Files that git does not know are left out. */
export function* listDifferences(repository: Repository, options: DiffOptions): Reading<TreeChange[]> {
  if (options.staged && options.to !== undefined)
    throw new GitRefusal('staged compares with what is staged; there is no second revision then');
  const before = yield* findBefore(repository, options);
  const after = yield* findAfter(repository, options);
  return yield* compareAt(before, after, options.path);
}

function* findBefore(repository: Repository, { from, staged }: DiffOptions): Reading<FolderNode> {
  if (from !== undefined) return (yield* resolveRevision(repository, from)).tree;
  if (!staged) return (yield* read(repository.work())).index;
  return (yield* readHead(repository))?.tree ?? NO_FILES;
}

function* findAfter(repository: Repository, { to, staged }: DiffOptions): Reading<FolderNode> {
  if (to !== undefined) return (yield* resolveRevision(repository, to)).tree;
  const { index, tracked } = yield* read(repository.work());
  return staged ? index : tracked;
}
