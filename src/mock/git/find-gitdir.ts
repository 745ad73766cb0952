import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { showSystemError } from '../../model/system-error.js';
import { GitRefusal } from './repository.js';

/** Where a repository keeps what; all of it absolute. */
export interface GitPlaces {
  /** HEAD and the index. */
  readonly gitdir: string;
  /** Everything else; a linked worktree shares it with others. */
  readonly commondir: string;
  /** The working folder; a bare repository has none. */
  readonly worktree?: string;
}

/** Finds the parts of the repository at `folder`. Throws a GitRefusal where there is none. */
export function findGitdir(folder: string): GitPlaces {
  if (!isFolder(folder)) throw new GitRefusal('there is no such folder');
  const dotGit = join(folder, '.git');
  if (isFolder(dotGit)) return { ...findCommon(dotGit), worktree: folder };
  if (isFile(dotGit)) return { ...findCommon(readPointer(dotGit, 'gitdir: ')), worktree: folder };
  if (isBare(folder)) return findCommon(folder);
  const above = findAbove(dirname(folder));
  throw new GitRefusal(
    above === undefined ? 'this is no git repository' : `name the repository’s own folder: ${above}`,
  );
}

/** Why the repository at `folder` cannot be read; undefined where it can. */
export function describeUnreadable(folder: string): string | undefined {
  try {
    findGitdir(folder);
    return undefined;
  } catch (error) {
    const why = error instanceof GitRefusal ? error.message : showSystemError(error);
    if (why === undefined) throw error;
    return why;
  }
}

function findCommon(gitdir: string): GitPlaces {
  const pointer = join(gitdir, 'commondir');
  const commondir = isFile(pointer) ? readPointer(pointer, '') : gitdir;
  if (isBare(gitdir) || isBare(commondir)) return { gitdir, commondir };
  throw new GitRefusal(`its ${gitdir} is no git repository`);
}

/** A file of one line that names a folder, relative to its own. */
function readPointer(file: string, prefix: string): string {
  const line = readFileSync(file, 'utf8').trimEnd();
  return resolve(dirname(file), line.startsWith(prefix) ? line.slice(prefix.length) : line);
}

function isBare(folder: string): boolean {
  return isFile(join(folder, 'HEAD')) && isFolder(join(folder, 'objects'));
}

function findAbove(folder: string): string | undefined {
  if (isFolder(join(folder, '.git')) || isFile(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : findAbove(dirname(folder));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
