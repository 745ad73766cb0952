import { compareNodes, type TreeChange } from './compare-trees.js';
import { toByteText } from './contents.js';
import { EMPTY_FOLDER, editTree, type MockFolder, type RefuseEdit } from './edit-tree.js';
import { type Reading, settle } from './later.js';
import type { MockChanges, MockCommit, MockContent } from './mock-history.js';
import { type FileNode, GitRefusal, PLAIN, SHORT_HASH } from './repository.js';

/** The trees of a mocked history's commits, made one from the other. Add parents before their children. */
export class MockTrees {
  readonly #label: string;
  readonly #commits = new Map<string, MockCommit>();
  readonly #trees = new Map<string, MockFolder>();
  /** Equal contents are one file, so that going back to an older content is no change. */
  readonly #files = new Map<string, FileNode>();

  constructor(label: string) {
    this.#label = label;
  }

  of(hash: string): MockFolder {
    return this.#trees.get(hash) ?? EMPTY_FOLDER;
  }

  /** Takes one more commit; `refuse` hears of a change that cannot be. */
  add(commit: MockCommit, refuse: RefuseEdit): void {
    const [first = '', ...others] = commit.parents;
    let tree = this.of(first);
    for (const other of others) tree = this.#merge({ tree, first, other }, commit, refuse);
    this.#commits.set(commit.hash, commit);
    this.#trees.set(commit.hash, this.edit(tree, commit.changes, { refuse, hash: commit.hash }));
  }

  /** A tree with some changes of the commit `hash`, or of none. */
  edit(tree: MockFolder, changes: MockChanges, { refuse, hash }: { refuse: RefuseEdit; hash?: string }): MockFolder {
    const edits = new Map<string, FileNode | 'deleted'>();
    for (const [path, content] of changes) edits.set(path, this.#makeFile(path, content, hash));
    return editTree(tree, edits, refuse);
  }

  #makeFile(path: string, content: MockContent, hash: string | undefined): FileNode | 'deleted' {
    if (content === 'deleted') return content;
    return content === 'unknown' ? this.#nameFile(path, hash) : this.#internFile(content);
  }

  #internFile(bytes: Uint8Array): FileNode {
    const id = toByteText(bytes);
    const file: FileNode = this.#files.get(id) ?? { kind: 'file', id, mode: PLAIN, read: () => bytes };
    this.#files.set(id, file);
    return file;
  }

  /** A file of which only the name is told. */
  #nameFile(path: string, hash = ''): FileNode {
    const label = this.#label;
    return {
      kind: 'file',
      id: {},
      mode: PLAIN,
      read: () => {
        const where = `${label} names ${path} in ${hash.slice(0, SHORT_HASH)}, but not what it holds`;
        throw new GitRefusal(`${where}: say so with changes in place of files`);
      },
    };
  }

  /** What came to another parent since the two went apart, put over the first. */
  #merge(
    sides: { tree: MockFolder; first: string; other: string },
    commit: MockCommit,
    refuse: RefuseEdit,
  ): MockFolder {
    const base = this.of(this.#findBase(sides.first, sides.other));
    const ours = new Map(compareNow(base, sides.tree).map((change) => [change.path, change]));
    const theirs = compareNow(base, this.of(sides.other)).filter((change) => !commit.changes.has(change.path));
    const clash = theirs.find(({ path, after }) => ours.has(path) && ours.get(path)?.after?.id !== after?.id);
    if (clash !== undefined) refuse(clash.path, 'both sides of the merge changed it: say in changes what became of it');
    const edits = theirs.filter(({ path }) => !ours.has(path));
    return editTree(sides.tree, new Map(edits.map(({ path, after }) => [path, after ?? 'deleted'])), refuse);
  }

  /** The newest commit that led to both; undefined commits have the empty tree. */
  #findBase(first: string, other: string): string {
    const [ours, theirs] = [this.#ancestors(first), this.#ancestors(other)];
    return [...this.#commits.keys()].findLast((hash) => ours.has(hash) && theirs.has(hash)) ?? '';
  }

  #ancestors(hash: string): Set<string> {
    const found = new Set([hash]);
    for (const each of found) for (const parent of this.#commits.get(each)?.parents ?? []) found.add(parent);
    return found;
  }
}

function compareNow(before: MockFolder, after: MockFolder): TreeChange[] {
  return takeNow(compareNodes(before, after));
}

/** A reading over a mocked history, which never has to wait. */
export function takeNow<T>(reading: Reading<T>): T {
  const result = settle(reading);
  if (result instanceof Promise) throw new Error('a mocked history has to be read at once');
  return result;
}
