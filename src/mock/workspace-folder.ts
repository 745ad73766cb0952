import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { compareText } from '../model/run-record.js';
import type { WorkspaceFixture } from './workspace.js';

/** A folder on disk as a fixture: listed now, its files read once when asked for. Symbolic links are left out. */
export function openWorkspaceFolder(path: string): WorkspaceFixture {
  const contents = new Map<string, Uint8Array>();
  const paths = listFiles(path, '').sort(compareText);
  return {
    paths,
    read(file) {
      const known = contents.get(file) ?? readFileSync(join(path, file));
      contents.set(file, known);
      return known;
    },
  };
}

/** Whether there is such a folder, which can be looked at, and lies inside `root` after all symbolic links. */
export function isFolderInside(root: string, path: string): boolean {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
    const way = relative(realpathSync(root), realpathSync(path));
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  } catch {
    return false;
  }
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((item) => {
    const path = posix.join(folder, item.name);
    if (item.isDirectory()) return listFiles(root, path);
    return item.isFile() ? [path] : [];
  });
}
