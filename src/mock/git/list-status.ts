import { compareText } from '../../model/run-record.js';
import { compareNodes, type TreeChange } from './compare-trees.js';
import { type Reading, read } from './later.js';
import { NO_FILES, type Repository } from './repository.js';
import { readHead } from './select-commits.js';

/** What `git status --porcelain` tells of one path. */
export interface StatusEntry {
  readonly path: string;
  /** Its two letters: what is staged, and what is not. */
  readonly code: string;
}

/** Paths that are not as HEAD has them: first those that git knows, then the others, each sorted by code unit. */
export function* listStatus(repository: Repository): Reading<StatusEntry[]> {
  const { index, tracked, untracked, unmerged } = yield* read(repository.work());
  const head = (yield* readHead(repository))?.tree ?? NO_FILES;
  const staged = lettersOf(yield* compareNodes(head, index));
  const unstaged = lettersOf(yield* compareNodes(index, tracked));
  const paths = [...new Set([...staged.keys(), ...unstaged.keys(), ...unmerged.keys()])].sort(compareText);
  const known = paths.map((path) => ({
    path,
    code: unmerged.get(path) ?? `${staged.get(path) ?? ' '}${unstaged.get(path) ?? ' '}`,
  }));
  return [...known, ...untracked.map((path) => ({ path, code: '??' }))];
}

function lettersOf(changes: readonly TreeChange[]): Map<string, string> {
  return new Map(changes.map((change) => [change.path, letterOf(change)]));
}

function letterOf({ before, after }: TreeChange): string {
  if (before === undefined) return 'A';
  if (after === undefined) return 'D';
  return before.mode.slice(0, 3) === after.mode.slice(0, 3) ? 'M' : 'T';
}
