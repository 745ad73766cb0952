import * as fs from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FileSystemAdapter } from 'fast-glob';
import { showSystemError } from '../model/system-error.js';
import { toProjectPath } from './project-path.js';

/** Tells what a walk left out: a path of the project, and why. */
export type TellLeftOut = (path: string, why: string) => void;

/** The file system calls a walk is made of; node's own unless a test gives others. */
export type WalkCalls = Pick<typeof fs, 'readdirSync' | 'statSync' | 'realpathSync'>;

/**
 * The file system as a walk through a project should see it: an unreadable folder is told and passed over, a symbolic
 * link is followed unless it leads out of the project or back to a folder it lies in (fast-glob follows those for ever).
 */
export function createWalkFs(
  root: string,
  tellLeftOut: TellLeftOut,
  calls: WalkCalls = fs,
): Partial<FileSystemAdapter> {
  const realRoot = calls.realpathSync(root);
  const show = (path: string) => toProjectPath(root, path) || '.';

  function readdirSync(folder: string, options: { withFileTypes: true }): fs.Dirent[];
  function readdirSync(folder: string): string[];
  function readdirSync(folder: string, options?: { withFileTypes: true }): fs.Dirent[] | string[] {
    try {
      return options === undefined ? calls.readdirSync(folder) : calls.readdirSync(folder, options);
    } catch (error) {
      const why = showSystemError(error);
      if (why === undefined || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      tellLeftOut(show(folder), `the folder cannot be read: ${why}`);
      return [];
    }
  }

  /** Called for symbolic links alone; what it throws makes the walk pass the link over. */
  function statSync(link: string): fs.Stats {
    const real = follow(link);
    if (toProjectPath(realRoot, real) === undefined) {
      tellLeftOut(show(link), 'the link leads out of the project');
      throw new Error('outside');
    }
    if (isAround(real, link)) throw new Error('a circle of links');
    return calls.statSync(real);
  }

  function follow(link: string): string {
    try {
      return calls.realpathSync(link);
    } catch (error) {
      const why = showSystemError(error);
      // Names with a dot in front are what editors leave behind, and no walk takes them.
      if (why !== undefined && !basename(link).startsWith('.'))
        tellLeftOut(show(link), `the link leads nowhere: ${why}`);
      throw error;
    }
  }

  function isAround(real: string, link: string): boolean {
    for (let folder = dirname(link); folder.length >= root.length; folder = dirname(folder)) {
      if (calls.realpathSync(folder) === real) return true;
      if (folder === dirname(folder)) return false;
    }
    return false;
  }

  return { readdirSync, statSync };
}
