import type { PathTree } from './path-tree.js';
import { prefixOf } from './workspace-path.js';

type Entries<V> = (readonly [path: string, value: V])[];

/** What lies below a folder, sorted; everything for the root, the empty text. */
export function filesBelow<V>(files: PathTree<V>, folder: string): Entries<V> {
  const prefix = prefixOf(folder);
  const found: Entries<V> = [];
  for (const entry of files.entries(prefix)) {
    if (!entry[0].startsWith(prefix)) break;
    found.push(entry);
  }
  return found;
}

/** The file at a path, or all that lies below it. */
export function filesAt<V>(files: PathTree<V>, path: string): Entries<V> {
  const file = files.get(path);
  return file === undefined ? filesBelow(files, path) : [[path, file]];
}
