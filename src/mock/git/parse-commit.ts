import { fieldNames } from '../../model/binding.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { Fields } from '../fields.js';
import { hashBlob, sha1 } from './contents.js';
import { GIT_COMMIT_MOCK } from './git-shapes.js';
import type { MockChanges, MockCommit } from './mock-history.js';
import { type Place, parseContents, parsePath } from './parse-contents.js';
import { parseDate } from './parse-date.js';
import { isRefName } from './ref-name.js';

/** The commits below one that is read, which may be its parents. */
export interface OlderCommits {
  /** The newest of them. */
  readonly next: MockCommit | undefined;
  /** The commit that a hash, its beginning, a branch or a tag means. */
  find(name: string): MockCommit | undefined;
  names(): readonly string[];
}

/** A commit with the names that it was given. */
export interface NamedCommit {
  readonly commit: MockCommit;
  readonly branches: readonly string[];
  readonly tags: readonly string[];
}

/** When the first commit of a history was made that does not say. */
const BEGIN_MS = Date.UTC(2024, 11, 1);
const HOUR_MS = 3_600_000;

/** Reads one commit of a mocked history. */
export function parseCommit(value: Value, place: Place, older: OlderCommits): NamedCommit {
  const fields = new Fields(value, place.at, place.refuse);
  fields.only(fieldNames(GIT_COMMIT_MOCK));
  const parents = parseParents(fields, older);
  const message = (fields.text('message') ?? '').replaceAll('\r', '').replaceAll(/^\n+|\n+$/g, '');
  if (message === '') place.refuse(place.at, 'a commit needs message');
  const facts = {
    parents: parents.map(({ hash }) => hash),
    ...parseAuthor(fields),
    dateMs: parseTime(fields) ?? (parents[0] === undefined ? BEGIN_MS : parents[0].dateMs + HOUR_MS),
    message,
    changes: parseChanges(fields, place),
  };
  const branches = parseNames(fields, 'branch');
  return {
    commit: { hash: parseHash(fields) ?? makeHash(facts), ...facts },
    branches,
    tags: parseNames(fields, 'tag'),
  };
}

function parseHash(fields: Fields): string | undefined {
  const hash = fields.text('hash');
  if (hash === undefined || /^[0-9a-f]{7,40}$/.test(hash)) return hash;
  return fields.refuse('hash', `7 to 40 hexadecimal digits in lower case are expected, got ${JSON.stringify(hash)}`);
}

/** A hash that depends, as git's do, on all that a commit is and on what led to it. */
function makeHash({ changes, ...facts }: Omit<MockCommit, 'hash'>): string {
  const contents = [...changes].map(([path, content]) => [
    path,
    content instanceof Uint8Array ? hashBlob(content) : content,
  ]);
  return sha1(JSON.stringify([facts.parents, facts.author, facts.email ?? '', facts.dateMs, facts.message, contents]));
}

function parseAuthor(fields: Fields): Pick<MockCommit, 'author' | 'email'> {
  const given = fields.text('author') ?? 'Nobody';
  const [, author, email] = /^([^<>\n]*[^<>\n\s])(?: <([^<>\n]*)>)?$/.exec(given) ?? [];
  if (author === undefined)
    return fields.refuse('author', `Name, or Name <email>, is expected, got ${JSON.stringify(given)}`);
  return { author, ...(email && { email }) };
}

function parseTime(fields: Fields): number | undefined {
  const text = fields.text('date');
  if (text === undefined) return undefined;
  const date = parseDate(text);
  if (date !== undefined && (date.hasZone || date.isDay)) return date.ms;
  const why = date === undefined ? '' : ' with a zone';
  return fields.refuse('date', `a date such as 2024-12-30T16:20:00Z is expected${why}, got ${JSON.stringify(text)}`);
}

function parseParents(fields: Fields, older: OlderCommits): readonly MockCommit[] {
  const names = fields.texts('parents');
  if (names === undefined) return older.next === undefined ? [] : [older.next];
  const parents = names.map((name) => {
    const found = older.find(name);
    if (found !== undefined) return found;
    return fields.refuse('parents', `no commit below is called ${name}${didYouMean(name, older.names())}`);
  });
  if (new Set(parents).size < parents.length) fields.refuse('parents', 'a commit cannot have the same parent twice');
  return parents;
}

function parseChanges(fields: Fields, { at, refuse }: Place): MockChanges {
  const files = fields.texts('files');
  if (files === undefined) return parseContents(fields.get('changes'), { at: [...at, 'changes'], refuse });
  if (fields.get('changes') !== undefined)
    fields.refuse('files', 'changes name the files already: leave one of them out');
  return new Map(files.map((file) => [parsePath(file, { at: [...at, 'files'], refuse }), 'unknown']));
}

function parseNames(fields: Fields, key: 'branch' | 'tag'): readonly string[] {
  const names = fields.texts(key) ?? [];
  const odd = names.find((name) => !isRefName(name));
  return odd === undefined ? names : fields.refuse(key, `git allows no ${key} called ${JSON.stringify(odd)}`);
}
