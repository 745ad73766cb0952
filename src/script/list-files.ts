import { type Dirent, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { showSystemError } from '../model/system-error.js';

/** Folders of what the test rig keeps, and of packages: no scripts are in them. */
const PASSED_OVER = /^(?:[._].*|node_modules|__\w+__)$/;

/**
 * The files below a folder (relative to the root, with `/`), relative to the root, in no order. Folders and files whose names
 * begin with `.` or `_` are passed over, links to folders are not followed. None where there is no such folder.
 * Throws a KnownError where one cannot be read.
 */
export function listFiles(root: string, folder: string): string[] {
  return readFolder(root, folder).flatMap((item) => {
    const path = posix.join(folder, item.name);
    if (PASSED_OVER.test(item.name)) return [];
    if (item.isDirectory()) return listFiles(root, path);
    return item.isFile() || item.isSymbolicLink() ? [path] : [];
  });
}

function readFolder(root: string, folder: string): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new KnownError('not-found', `the folder cannot be read: ${why}`, { at: { file: folder } });
  }
}
