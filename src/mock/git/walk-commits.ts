import { type Reading, read } from './later.js';
import type { Commit, Repository } from './repository.js';

/** Where a walk goes. */
export interface Way {
  readonly from: readonly Commit[];
  /** Hashes that it leaves out, with what only they lead to. */
  readonly without?: ReadonlySet<string>;
  /** It turns back at commits that are older. */
  readonly sinceMs?: number;
  /** Which parents it goes on to; all of them where left out. */
  readonly follow?: (commit: Commit) => Reading<readonly string[]>;
}

/** Gives one commit after another, the newest of those that were reached first, as `git log` does. */
export interface Walk {
  next(): Reading<Commit | undefined>;
}

export function createWalk(repository: Repository, { from, without, sinceMs = -Infinity, follow }: Way): Walk {
  const seen = new Set<string>(without);
  const queue: Commit[] = [];
  const add = (commit: Commit) => {
    if (seen.size === seen.add(commit.hash).size || commit.committedMs < sinceMs) return;
    queue.splice(findPlace(queue, commit.committedMs), 0, commit);
  };
  from.forEach(add);
  return {
    *next() {
      const commit = queue.shift();
      if (commit === undefined) return undefined;
      const parents = follow === undefined ? commit.parents : yield* follow(commit);
      for (const hash of parents) if (!seen.has(hash)) add(yield* read(repository.commit(hash)));
      return commit;
    },
  };
}

/** Behind all that are as new or newer. */
function findPlace(queue: readonly Commit[], committedMs: number): number {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((queue[middle]?.committedMs ?? 0) >= committedMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Hashes of a commit and of all that led to it. */
export function* listAncestors(repository: Repository, from: Commit): Reading<Set<string>> {
  const walk = createWalk(repository, { from: [from] });
  const hashes = new Set<string>();
  for (let commit = yield* walk.next(); commit !== undefined; commit = yield* walk.next()) hashes.add(commit.hash);
  return hashes;
}
