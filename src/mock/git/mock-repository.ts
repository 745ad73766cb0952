import { compareText } from '../../model/run-record.js';
import { compareNodes } from './compare-trees.js';
import type { MockFolder } from './edit-tree.js';
import type { MockChanges, MockCommit, MockHistory } from './mock-history.js';
import { MockTrees, takeNow } from './mock-trees.js';
import { type Commit, GitRefusal, type Repository, type WorkState } from './repository.js';

/** A mocked history as a repository. All its answers are there at once; trees are made when first asked for. */
export function openMockRepository(history: MockHistory): Repository {
  const commits = new Map(history.commits.map((commit) => [commit.hash, commit]));
  let made: MockTrees | undefined;
  const trees = () => {
    made ??= plantTrees(history);
    return made;
  };
  const { head } = history;
  const headHash = 'hash' in head ? head.hash : history.branches.get(head.branch);
  return {
    label: history.label,
    refs: () => ({
      ...('branch' in head && { current: head.branch }),
      branches: [...history.branches.keys()].sort(compareText),
      tags: [...history.tags.keys()].sort(compareText),
    }),
    resolve: (name) => (name === 'HEAD' ? headHash : resolveName(history, name)),
    expand: (prefix) => [...commits.keys()].filter((hash) => hash.startsWith(prefix)).sort(compareText),
    commit: (hash) => {
      const commit = commits.get(hash);
      if (commit === undefined) throw new GitRefusal(`${history.label} has no commit ${hash}`);
      return toCommit(commit, trees);
    },
    work: () => makeWork(history, trees(), headHash),
  };
}

function resolveName({ branches, tags }: MockHistory, name: string): string | undefined {
  const [, kind, short = ''] = /^refs\/(heads|tags)\/(.*)$/s.exec(name) ?? [];
  return kind === undefined ? undefined : (kind === 'heads' ? branches : tags).get(short);
}

function toCommit({ hash, parents, author, email, dateMs, message }: MockCommit, trees: () => MockTrees): Commit {
  return {
    hash,
    parents,
    author,
    ...(email !== undefined && { email }),
    writtenMs: dateMs,
    committedMs: dateMs,
    message,
    get tree() {
      return trees().of(hash);
    },
  };
}

function plantTrees({ label, commits }: MockHistory): MockTrees {
  const trees = new MockTrees(label);
  for (const commit of commits.toReversed()) trees.add(commit, refuseAgain);
  return trees;
}

/** What can be wrong with a history has been found when it was read. */
function refuseAgain(path: string, why: string): never {
  throw new Error(`a mocked history was taken that is wrong: ${path}: ${why}`);
}

function makeWork({ staged, changes }: MockHistory, trees: MockTrees, head: string | undefined): WorkState {
  const index = trees.edit(head === undefined ? trees.of('') : trees.of(head), staged, { refuse: refuseAgain });
  const folder = trees.edit(index, changes, { refuse: refuseAgain });
  const untracked = listNew(index, folder);
  const removals: MockChanges = new Map(untracked.map((path) => [path, 'deleted']));
  return {
    index,
    tracked: trees.edit(folder, removals, { refuse: refuseAgain }),
    untracked,
    unmerged: new Map(),
  };
}

function listNew(index: MockFolder, folder: MockFolder): string[] {
  const changes = takeNow(compareNodes(index, folder));
  return changes.filter(({ before }) => before === undefined).map(({ path }) => path);
}
