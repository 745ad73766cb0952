import { toByteText } from './contents.js';
import type { Reading } from './later.js';
import { type Commit, type Repository, SHORT_HASH } from './repository.js';
import { showPatch } from './show-patch.js';
import { listTouched } from './touched-files.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A commit with what it changed, as `git show` tells it, its date in UTC. Of a merge only those files are shown that it has
 * as none of its parents has them, against the first. One character a byte.
 */
export function* showCommit(repository: Repository, commit: Commit): Reading<string> {
  const patch = yield* showPatch(yield* listTouched(repository, commit));
  return `${toByteText(showHead(commit))}${patch === '' ? '' : `\n${patch}`}`;
}

function showHead({ hash, parents, author, email = '', writtenMs, message }: Commit): string {
  const short = parents.map((parent) => parent.slice(0, SHORT_HASH));
  const merge = parents.length > 1 ? `Merge: ${short.join(' ')}\n` : '';
  const lines = message === '' ? '' : `\n${message.replaceAll(/^/gm, '    ')}\n`;
  return `commit ${hash}\n${merge}Author: ${author} <${email}>\nDate:   ${showDate(writtenMs)}\n${lines}`;
}

function showDate(ms: number): string {
  const date = new Date(ms);
  const time = date.toISOString().slice(11, 19);
  const day = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
  return `${day} ${time} ${date.getUTCFullYear()} +0000`;
}

/** A time as tables show it: `2024-12-30T16:20:00Z`. */
export function showTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -'.000Z'.length)}Z`;
}
