import { parseAgo, parseDate } from '../mock/git/parse-date.js';
import type { LogOptions } from '../mock/git/select-commits.js';
import type { DiffOptions } from '../mock/git/show-diff.js';
import { normalizePath } from '../mock/workspace-path.js';
import { fieldNames, type ShapeDescription } from '../model/binding.js';
import { LuaRaise } from '../model/dispatch.js';
import { didYouMean } from '../model/suggest.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import { EPOCH_MS } from './epoch.js';
import { GIT_DIFF_OPTIONS, GIT_LOG_OPTIONS } from './git-types.js';
import { type HostCall, luaTypeName, textArgument } from './host-function.js';

const DAY_MS = 86_400_000;

/** Options that a script gave, with the name of the function that it called. */
interface Given {
  readonly name: string;
  readonly options: ValueMap;
}

/** Options that the script left out are not there. */
export function readLogOptions(call: HostCall, name: string): LogOptions {
  const given = readTable(call.args[0], name, GIT_LOG_OPTIONS);
  if (given.options.before !== undefined && given.options.until !== undefined)
    throw new LuaRaise(`${name}: before and until say the same: give one of them`);
  const read = {
    maxCount: readCount(given, 'max_count'),
    skip: readCount(given, 'skip'),
    author: readText(given, 'author'),
    grep: readText(given, 'grep'),
    path: readPath(given),
    sinceMs: readMoment(given, 'since', call),
    untilMs: readMoment(given, given.options.before === undefined ? 'until' : 'before', call),
    rev: readText(given, 'rev'),
  };
  return dropUndefined(read);
}

/** Reads `(from?, to?, options?)`; the options may stand where a revision is left out. */
export function readDiffOptions({ args }: HostCall): DiffOptions {
  const name = 'git.diff';
  const at = args.findIndex((arg) => isValueMap(arg) || Array.isArray(arg));
  const revisions = at === -1 ? args : args.slice(0, at);
  const extra = at === -1 ? args[2] : args[at + 1];
  if (extra !== undefined)
    throw new LuaRaise(`${name}: nothing is expected behind the options, got ${luaTypeName(extra)}`);
  const given = readTable(args[at], name, GIT_DIFF_OPTIONS);
  const staged = given.options.staged ?? false;
  if (typeof staged !== 'boolean')
    throw new LuaRaise(`${name}: staged: a boolean is expected, got ${luaTypeName(staged)}`);
  const [from, to] = [0, 1].map((i) => readRevision(revisions[i], i, name));
  return { staged, ...dropUndefined({ from, to, path: readPath(given) }) };
}

/** Argument `index` as a revision; undefined where it is left out. */
export function readRevision(value: Value, index: number, name: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new LuaRaise(`${name}: a revision is expected as argument ${index + 1}, got ${luaTypeName(value)}`);
}

/** Argument `index` as a path inside the repository, in its one spelling. */
export function pathArgument(call: HostCall, index: number, name: string): string {
  return spell(textArgument(call, index, name), name);
}

function spell(path: string, name: string): string {
  const spelled = normalizePath(path);
  if (spelled !== undefined) return spelled;
  throw new LuaRaise(`${name}: ${JSON.stringify(path)}: a path inside the repository is expected`);
}

function readTable(value: Value, name: string, shape: ShapeDescription): Given {
  const options = value ?? createValueMap();
  if (!isValueMap(options)) throw new LuaRaise(`${name}: options are expected as a table of names`);
  const known = fieldNames(shape);
  const odd = Object.keys(options).find((key) => !known.includes(key));
  if (odd === undefined) return { name, options };
  throw new LuaRaise(`${name}: unknown option ${odd}${didYouMean(odd, known)} (known: ${known.join(', ')})`);
}

function readCount({ name, options }: Given, key: string): number | undefined {
  const value = options[key];
  if (value === undefined) return undefined;
  const count = toNumber(value);
  if (count !== undefined && Number.isInteger(count) && count >= 0) return count;
  throw new LuaRaise(`${name}: ${key}: a whole number from 0 up is expected, got ${count ?? luaTypeName(value)}`);
}

function readText({ name, options }: Given, key: string): string | undefined {
  const value = options[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new LuaRaise(`${name}: ${key}: a text is expected, got ${luaTypeName(value)}`);
}

/** The whole repository is every path. */
function readPath(given: Given): string | undefined {
  const path = readText(given, 'path');
  return path === undefined || /^\.?\/?$/.test(path) ? undefined : spell(path, `${given.name}: path`);
}

function readMoment(
  { name, options }: Given,
  key: 'since' | 'before' | 'until',
  { world }: HostCall,
): number | undefined {
  const value = options[key];
  if (value === undefined) return undefined;
  const seconds = toNumber(value);
  if (seconds !== undefined && Number.isFinite(seconds)) return seconds * 1000;
  const text = typeof value === 'string' ? value : '';
  const ago = parseAgo(text, EPOCH_MS + world.elapsedMs);
  const date = parseDate(text);
  if (ago !== undefined) return ago;
  if (date !== undefined) return date.isDay && key !== 'since' ? date.ms + DAY_MS - 1 : date.ms;
  const got = typeof value === 'string' ? JSON.stringify(value) : luaTypeName(value);
  const forms = 'a date such as 2024-12-30 or 2024-12-30T16:20:00Z, "3 days ago", or seconds since 1970';
  throw new LuaRaise(`${name}: ${key}: ${forms} are expected, got ${got}`);
}

/** The same without what is undefined. */
function dropUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  // Exactly the fields of T that are there.
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
