import { type Reading, read } from './later.js';
import { type Commit, DEFAULT_MAX_COUNT, GitRefusal, NO_FILES, type Repository, SHORT_HASH } from './repository.js';
import { resolveRevision } from './resolve-revision.js';
import { compareAt, findSame } from './touched-files.js';
import { createWalk, listAncestors, type Way } from './walk-commits.js';

/** Which commits are meant; what is left out keeps all. */
export interface LogOptions {
  readonly maxCount?: number;
  /** Of those that agree with all else, so many of the newest are left out. */
  readonly skip?: number;
  /** A part of `Name <email>`. */
  readonly author?: string;
  /** A part of the message. */
  readonly grep?: string;
  /** A file that they touched, or a folder of one. */
  readonly path?: string;
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Where the history begins: a revision, HEAD where left out, or `a..b` for what led to b and not to a. */
  readonly rev?: string;
}

/** The newest commits that agree with the options, newest first. */
export function* selectCommits(repository: Repository, options: LogOptions): Reading<Commit[]> {
  const { maxCount = DEFAULT_MAX_COUNT, skip = 0 } = options;
  const walk = createWalk(repository, yield* findWay(repository, options));
  const kept: Commit[] = [];
  let passedCount = 0;
  while (kept.length < maxCount) {
    const commit = yield* walk.next();
    if (commit === undefined) break;
    if (!(yield* isMeant(repository, commit, options))) continue;
    if (passedCount++ >= skip) kept.push(commit);
  }
  return kept;
}

function* findWay(repository: Repository, { rev = 'HEAD', sinceMs, path }: LogOptions): Reading<Way> {
  const limits = {
    ...(sinceMs !== undefined && { sinceMs }),
    ...(path !== undefined && { follow: followPath(repository, path) }),
  };
  if (rev.includes('...')) throw new GitRefusal(`rev: ${rev}: a..b is known, a...b is not`);
  const [from = '', to] = rev.split('..');
  if (to === undefined) return { from: yield* findStart(repository, rev), ...limits };
  const without = yield* listAncestors(repository, yield* resolveRevision(repository, from || 'HEAD'));
  return { from: [yield* resolveRevision(repository, to || 'HEAD')], without, ...limits };
}

/** As git does it: of the sides of a merge only one is followed that accounts for all there is at the path. */
function followPath(repository: Repository, path: string): NonNullable<Way['follow']> {
  return function* (commit) {
    const same = commit.parents.length > 1 ? yield* findSame(repository, commit, path) : undefined;
    return same === undefined ? commit.parents : [same];
  };
}

function* touches(repository: Repository, commit: Commit, path: string): Reading<boolean> {
  if (commit.parents.length > 0) return (yield* findSame(repository, commit, path)) === undefined;
  return (yield* compareAt(NO_FILES, commit.tree, path)).length > 0;
}

/** The history of a repository without commits is empty, which is no mistake of whoever asks for it. */
function* findStart(repository: Repository, rev: string): Reading<Commit[]> {
  if (rev === 'HEAD' && (yield* readHead(repository)) === undefined) return [];
  return [yield* resolveRevision(repository, rev)];
}

/** The commit of HEAD; undefined where nothing is committed yet. */
export function* readHead(repository: Repository): Reading<Commit | undefined> {
  const hash = yield* read(repository.resolve('HEAD'));
  return hash === undefined ? undefined : yield* read(repository.commit(hash));
}

function* isMeant(repository: Repository, commit: Commit, options: LogOptions): Reading<boolean> {
  const { author, grep, path, untilMs = Infinity } = options;
  if (commit.committedMs > untilMs) return false;
  if (author !== undefined && !`${commit.author} <${commit.email ?? ''}>`.includes(author)) return false;
  if (grep !== undefined && !commit.message.includes(grep)) return false;
  return path === undefined || (yield* touches(repository, commit, path));
}

/** A commit as one line, as `git log --oneline` shows it. */
export function showLine({ hash, message }: Commit): string {
  const [subject = ''] = message.split(/\n[ \t]*\n/);
  return `${hash.slice(0, SHORT_HASH)} ${subject.replaceAll(/\s*\n\s*/g, ' ')}`;
}
