import { type Reading, read } from './later.js';
import { type Commit, GitRefusal, type Repository, SHORT_HASH } from './repository.js';
import { resolveRevision } from './resolve-revision.js';
import { listTouched } from './touched-files.js';
import { createWalk, listAncestors, type Way } from './walk-commits.js';

/** How many commits are given where no number is asked for. */
export const DEFAULT_MAX_COUNT = 100;

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

function* findWay(repository: Repository, { rev = 'HEAD', sinceMs }: LogOptions): Reading<Way> {
  const since = sinceMs === undefined ? {} : { sinceMs };
  if (rev.includes('...')) throw new GitRefusal(`rev: ${rev}: a..b is known, a...b is not`);
  const [from = '', to] = rev.split('..');
  if (to === undefined) return { from: yield* findStart(repository, rev), ...since };
  const without = yield* listAncestors(repository, yield* resolveRevision(repository, from || 'HEAD'));
  return { from: [yield* resolveRevision(repository, to || 'HEAD')], without, ...since };
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
  return path === undefined || (yield* listTouched(repository, commit, path)).length > 0;
}

/** A commit as one line, as `git log --oneline` shows it. */
export function showLine({ hash, message }: Commit): string {
  const [subject = ''] = message.split(/\n[ \t]*\n/);
  return `${hash.slice(0, SHORT_HASH)} ${subject.replaceAll(/\s*\n\s*/g, ' ')}`;
}
