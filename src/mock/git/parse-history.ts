import { fieldNames } from '../../model/binding.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { type FieldPath, Fields, type Refuse } from '../fields.js';
import { CommitShelf } from './commit-shelf.js';
import type { RefuseEdit } from './edit-tree.js';
import { GIT_HISTORY } from './git-shapes.js';
import type { MockCommit, MockHistory } from './mock-history.js';
import { MockTrees } from './mock-trees.js';
import { parseCommit } from './parse-commit.js';
import { type Place, parseContents } from './parse-contents.js';
import { isRefName } from './ref-name.js';

/** Reads a mocked history: a GitHistory, or a list that stands for its commits. `label` is what users know it as. */
export function parseHistory(value: Value, label: string, refuse: Refuse): MockHistory {
  if (Array.isArray(value)) return readHistory({ items: value, at: [] }, { label, refuse });
  const fields = new Fields(value, [], refuse);
  fields.only(fieldNames(GIT_HISTORY));
  const items = fields.list('commits') ?? refuse([], 'a history needs commits');
  return readHistory({ items, at: ['commits'] }, { label, refuse, fields });
}

interface Reader {
  readonly label: string;
  readonly refuse: Refuse;
  /** Of the whole; a list has none. */
  readonly fields?: Fields;
}

function readHistory(list: { items: readonly Value[]; at: FieldPath }, { label, refuse, fields }: Reader): MockHistory {
  const trees = new MockTrees(label);
  const shelf = new CommitShelf();
  for (let i = list.items.length - 1; i >= 0; i--) {
    const at = [...list.at, i];
    const named = parseCommit(list.items[i], { at, refuse }, shelf);
    shelf.put(named, (key, why) => refuse([...at, key], why));
    trees.add(named.commit, (path, why) => refuseChange({ at, refuse }, named.commit, { path, why }));
  }
  const { next: newest } = shelf;
  if (newest !== undefined && !shelf.branches.has('main') && !shelf.isNextNamed())
    shelf.branches.set('main', newest.hash);
  const head = readHead(fields, shelf);
  const tree = trees.of('hash' in head ? head.hash : (shelf.branches.get(head.branch) ?? ''));
  const staged = parseContents(fields?.get('staged'), { at: ['staged'], refuse });
  const changes = parseContents(fields?.get('changes'), { at: ['changes'], refuse });
  const refuseIn =
    (key: string): RefuseEdit =>
    (path, why) =>
      refuse([key, path], why);
  const index = trees.edit(tree, staged, { refuse: refuseIn('staged') });
  trees.edit(index, changes, { refuse: refuseIn('changes') });
  const { branches, tags } = shelf;
  return { label, commits: shelf.commits.toReversed(), head, branches, tags, staged, changes };
}

/** At the change itself; what follows from a merge, or of a folder, stands nowhere but in the commit. */
function refuseChange(
  { at, refuse }: Place,
  { changes }: MockCommit,
  { path, why }: { path: string; why: string },
): never {
  const content = changes.get(path);
  if (content === undefined) return refuse(at, `${path}: ${why}`);
  const way = content === 'unknown' ? ['files', [...changes.keys()].indexOf(path)] : ['changes', path];
  return refuse([...at, ...way], why);
}

function readHead(fields: Fields | undefined, shelf: CommitShelf): MockHistory['head'] {
  const given = fields?.text('head');
  if (fields === undefined || given === undefined) return { branch: guessBranch(shelf) };
  if (shelf.branches.has(given)) return { branch: given };
  const found = shelf.find(given);
  if (found !== undefined) return { hash: found.hash };
  if (shelf.commits.length === 0 && isRefName(given)) return { branch: given };
  return fields.refuse('head', `there is no branch, tag or hash ${given}${didYouMean(given, shelf.names())}`);
}

function guessBranch({ branches, next }: CommitShelf): string {
  const ends = [...branches].filter(([, hash]) => hash === next?.hash).map(([name]) => name);
  return branches.has('main') ? 'main' : (ends[0] ?? 'main');
}
