import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { compareText } from '../../model/run-record.js';
import { asUnreadable, MOCK_ENDINGS } from './mock-source.js';

/** The mock files below a folder, in folders of it too, by path; none where there is no such folder. */
export function listMockFiles(root: string, folder: string): string[] {
  return listAllFiles(root, folder).filter((file) => MOCK_ENDINGS.includes(extname(file)));
}

/** All files below a folder; names with a dot in front are left out. */
export function listAllFiles(root: string, folder: string): string[] {
  return listBelow({ root, folder, above: [] }).sort(compareText);
}

interface Place {
  readonly root: string;
  readonly folder: string;
  /** The real paths of the folders around it. */
  readonly above: readonly string[];
}

function listBelow({ root, folder, above }: Place): string[] {
  const entries = listEntries(root, folder);
  // A link may lead back to a folder that it is in.
  const real = entries.length === 0 ? '' : realpathSync(join(root, folder));
  if (above.includes(real)) return [];
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.')) return [];
    // Whoever calls a folder so has meant a file: reading it says so.
    if (MOCK_ENDINGS.includes(extname(path)) || !isFolder(entry, join(root, path))) return [path];
    return listBelow({ root, folder: path, above: [...above, real] });
  });
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link that leads nowhere is told of by whoever reads it.
    return false;
  }
}

function listEntries(root: string, folder: string): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw asUnreadable(error, folder);
  }
}
