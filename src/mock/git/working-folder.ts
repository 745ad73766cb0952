import { type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../model/run-record.js';
import type { IgnoreRules } from './ignore-rules.js';

/** A repository's working folder on disk, only looked at. Symbolic links are never followed. */
export interface WorkingFolder {
  /** Undefined where nothing stands at a path. */
  look(path: string): Stats | undefined;
  /** A file's content; of a link, where it leads. */
  read(path: string, stats: Stats): Uint8Array;
  /** Paths that are neither known nor ignored, sorted; a repository inside is one path that ends in `/`. */
  listUnknown(known: ReadonlySet<string>, rules: IgnoreRules): string[];
}

export function openWorkingFolder(root: string): WorkingFolder {
  const folders = new Map<string, boolean>([['', true]]);
  const isFolder = (path: string): boolean => {
    const found = folders.get(path) ?? (isFolder(parentOf(path)) && lookAt(join(root, path))?.isDirectory() === true);
    folders.set(path, found);
    return found;
  };
  return {
    look: (path) => (isFolder(parentOf(path)) ? lookAt(join(root, path)) : undefined),
    read: (path, stats) =>
      stats.isSymbolicLink() ? readlinkSync(join(root, path), 'buffer') : readFileSync(join(root, path)),
    listUnknown: (known, rules) => listUnknown({ root, known }, '', rules).sort(compareText),
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function lookAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

interface Search {
  readonly root: string;
  readonly known: ReadonlySet<string>;
}

function listUnknown(search: Search, way: string, rules: IgnoreRules): string[] {
  const items = readdirSync(join(search.root, way), { withFileTypes: true });
  return items.flatMap((item) =>
    item.name === '.git' ? [] : listItem(search, { item, path: way + item.name }, rules),
  );
}

function listItem(search: Search, { item, path }: { item: Dirent; path: string }, rules: IgnoreRules): string[] {
  if (search.known.has(path)) return [];
  if (!item.isDirectory()) return (item.isFile() || item.isSymbolicLink()) && !rules.ignores(path) ? [path] : [];
  const way = `${path}/`;
  if (rules.ignores(way)) return [];
  if (lookAt(join(search.root, way, '.git')) !== undefined) return [way];
  return listUnknown(search, way, rules.enter(way));
}
