import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
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

/** Whether there is such a folder, which can be looked at. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
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
