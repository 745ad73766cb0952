import { accessSync, chmodSync, constants, readdirSync, realpathSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expectInsideProject } from '../inside-project.js';
import { writeFile } from '../reports/write-file.js';

/**
 * Writes a file of the project as a whole. One that is there keeps its mode, and a link stays a link. Throws what the
 * system throws, or a KnownError made of it.
 */
export function replaceFile(root: string, path: string, content: string | Uint8Array): void {
  expectInsideProject(root, path);
  const file = join(root, path);
  const before = statSync(file, { throwIfNoEntry: false });
  const real = before === undefined ? file : realpathSync(file);
  // It is replaced, which needs no right to write to it.
  if (before !== undefined) accessSync(real, constants.W_OK);
  writeFile(real, content, path);
  if (before !== undefined) chmodSync(real, before.mode);
}

/** Removes a snapshot file, and its folder where that is empty then. Throws what the system throws. */
export function removeSnapshotFile(root: string, path: string): void {
  expectInsideProject(root, path);
  const file = join(root, path);
  rmSync(file, { force: true });
  if (readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file));
}
