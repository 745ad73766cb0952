import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { suggestName } from '../model/suggest.js';

/** An existing path like the missing one, found by mending one folder after the other; undefined where there is none. */
export function suggestPath(root: string, missing: string): string | undefined {
  let path = '';
  for (const segment of missing.split('/')) {
    const names = readNames(resolve(root, path));
    const mended = names.includes(segment) ? segment : suggestName(segment, names);
    if (mended === undefined) return undefined;
    path = path === '' ? mended : `${path}/${mended}`;
  }
  return path;
}

/** The only file whose path holds the text; undefined where there is none or more than one. */
export function suggestFile(files: readonly string[], text: string): string | undefined {
  const holders = files.filter((file) => file.includes(text));
  return holders.length === 1 ? holders[0] : undefined;
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // A suggestion is a courtesy: what cannot be read suggests nothing.
    return [];
  }
}
