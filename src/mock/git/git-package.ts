import type * as Git from 'isomorphic-git';
import type * as Managers from 'isomorphic-git/managers';
import type * as Models from 'isomorphic-git/models';
import { loadLate } from '../../model/load-late.js';
import { showSystemError } from '../../model/system-error.js';
import type { GitPlaces } from './find-gitdir.js';
import { createReadOnlyFs } from './read-only-fs.js';
import { GitRefusal } from './repository.js';

/** One entry of the index, as the package has it. */
export interface IndexEntry {
  readonly path: string;
  readonly oid: string;
  readonly mode: number;
  readonly size: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  readonly flags: {
    /** 0; or of an unfinished merge 1 (what both had), 2 (ours), 3 (theirs). */
    readonly stage: number;
    readonly assumeValid: boolean;
    readonly skipWorktree: boolean;
    readonly intentToAdd: boolean;
  };
}

/** One repository as the git package reads it. Each call rejects with a GitRefusal where it cannot. */
export interface GitPackage {
  /** Runs one of the package's functions; undefined where what it looks for is not there. */
  find<T>(ask: (git: typeof Git, place: Place) => Promise<T>): Promise<T | undefined>;
  /** The same; what is not there is refused. */
  need<T>(ask: (git: typeof Git, place: Place) => Promise<T>): Promise<T>;
  /** All entries of the index, in its order. */
  readIndex(): Promise<readonly IndexEntry[]>;
}

/** What each of the package's functions wants to know. */
interface Place {
  readonly fs: Git.PromiseFsClient;
  readonly gitdir: string;
  readonly cache: object;
}

/** Loads the package, for the repository that users know as `label`. */
export function loadGitPackage(places: GitPlaces, label: string): GitPackage {
  // The package's types are those of its modules.
  const git = loadLate('isomorphic-git', import.meta.url) as typeof Git;
  // What has been unpacked is kept in it.
  const place = { fs: createReadOnlyFs(places), gitdir: places.gitdir, cache: {} };
  const need = <T>(ask: () => Promise<T>): Promise<T> => ask().catch((error) => refuse(error, label));
  return {
    find: (ask) => need(() => ask(git, place).catch((error) => (isNotFound(error) ? undefined : refuse(error, label)))),
    need: (ask) => need(() => ask(git, place)),
    readIndex: () => need(() => readIndex(place)),
  };
}

async function readIndex({ fs, gitdir, cache }: Place): Promise<readonly IndexEntry[]> {
  const { GitIndexManager } = loadLate('isomorphic-git/managers', import.meta.url) as typeof Managers;
  const { FileSystem } = loadLate('isomorphic-git/models', import.meta.url) as typeof Models;
  const options = { fs: new FileSystem(fs), gitdir, cache };
  return await GitIndexManager.acquire(options, (index) => index.entriesFlat);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'NotFoundError';
}

/** Whatever the package throws is about the repository: it is damaged, or of a kind that it does not know. */
function refuse(error: unknown, label: string): never {
  if (!(error instanceof Error) || error instanceof GitRefusal) throw error;
  throw new GitRefusal(`${label} cannot be read: ${showSystemError(error) ?? showPackageError(error)}`);
}

function showPackageError(error: Error & { data?: { message?: unknown } }): string {
  // Of an internal error the message is a page that asks to report it; what happened is in its data.
  const message = String(error.data?.message ?? error.message);
  if (message === 'Unsupported dircache version: 4')
    return 'its index has version 4; `git update-index --index-version 2` writes it anew';
  return message.split('\n', 1)[0] ?? '';
}
