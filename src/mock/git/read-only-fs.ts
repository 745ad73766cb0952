import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { PromiseFsClient } from 'isomorphic-git';
import type { GitPlaces } from './find-gitdir.js';

/** What each worktree has for itself. */
const OWN = /^(?:(?:[A-Z_]*HEAD|index)$|refs\/(?:bisect|worktree|rewritten)(?:\/|$))/;

/**
 * The file system as the git package may see it: what lies in the repository's own folders, to read. Reads are made at
 * once, which in a thread of its own is faster than waiting for each.
 */
export function createReadOnlyFs(places: GitPlaces): PromiseFsClient {
  const find = (path: string) => placeOf(path, places);
  return {
    promises: {
      readFile: async (path: string, options?: Parameters<typeof readFileSync>[1]) => readFileSync(find(path), options),
      readdir: async (path: string) => readdirSync(find(path)),
      stat: async (path: string) => statSync(find(path)),
      lstat: async (path: string) => lstatSync(find(path)),
      readlink: async (path: string) => readlinkSync(find(path)),
      writeFile: refuse,
      mkdir: refuse,
      rmdir: refuse,
      unlink: refuse,
      symlink: refuse,
      chmod: refuse,
    },
  };
}

/** The package asks for all in one folder, the worktree's own; what is shared lies elsewhere. */
function placeOf(path: string, { gitdir, commondir }: GitPlaces): string {
  // The package tries out an unknown client by a call without arguments.
  const way = relative(gitdir, resolve(path ?? ''))
    .split(sep)
    .join('/');
  if (way === '..' || way.startsWith('../')) throw notThere(path);
  return OWN.test(way) ? join(gitdir, way) : join(commondir, way);
}

function notThere(path: string): Error {
  return Object.assign(new Error(`${path} is no part of the repository`), { code: 'ENOENT' });
}

async function refuse(path: string): Promise<never> {
  throw new Error(`a repository is only read, and something wants to write ${path}`);
}
