import { didYouMean } from '../../model/suggest.js';
import { type FileNode, type FolderNode, NO_FILES, type TreeNode } from './repository.js';

/** A folder of a mocked history: what it holds is there at once. */
export interface MockFolder extends FolderNode {
  list(): ReadonlyMap<string, MockNode>;
}

type MockNode = FileNode | MockFolder;

/** What becomes of files, by path. */
export type Edits = ReadonlyMap<string, FileNode | 'deleted'>;

/** Told of an edit that cannot be. */
export type RefuseEdit = (path: string, why: string) => never;

export const EMPTY_FOLDER: MockFolder = { ...NO_FILES, list: () => new Map() };

/** A folder with some files changed. Folders on no changed path stay the very same; those left empty are gone. */
export function editTree(folder: MockFolder, edits: Edits, refuse: RefuseEdit, way = ''): MockFolder {
  if (edits.size === 0) return folder;
  const entries = new Map(folder.list());
  for (const [name, { own, below }] of groupEdits(edits)) {
    const path = `${way}${name}`;
    const old = entries.get(name);
    const names = [...entries.keys()].map((each) => `${way}${each}`);
    if (own === 'deleted' && old?.kind !== 'file') refuse(path, `${showMissing(old)}${didYouMean(path, names)}`);
    const inner = editTree(old?.kind === 'folder' ? old : EMPTY_FOLDER, below, refuse, `${path}/`);
    const isFolder = inner.list().size > 0;
    const file = own === undefined && old?.kind === 'file' ? old : own === 'deleted' ? undefined : own;
    if (isFolder && file !== undefined) refuse(path, 'a file and a folder cannot have the same name');
    if (isFolder) entries.set(name, inner);
    else if (file !== undefined) entries.set(name, file);
    else entries.delete(name);
  }
  return { kind: 'folder', id: entries, list: () => entries };
}

function showMissing(old: TreeNode | undefined): string {
  return old === undefined ? 'there is no such file to delete' : 'it is a folder: delete its files';
}

interface EditsOfName {
  own?: FileNode | 'deleted';
  readonly below: Map<string, FileNode | 'deleted'>;
}

/** Edits by the first name of their path. */
function groupEdits(edits: Edits): Map<string, EditsOfName> {
  const groups = new Map<string, EditsOfName>();
  for (const [path, edit] of edits) {
    const slash = path.indexOf('/');
    const name = slash === -1 ? path : path.slice(0, slash);
    const group: EditsOfName = groups.get(name) ?? { below: new Map() };
    groups.set(name, group);
    if (slash === -1) group.own = edit;
    else group.below.set(path.slice(slash + 1), edit);
  }
  return groups;
}
