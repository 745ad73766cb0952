import { Fields } from '../mock/fields.js';
import { compileGlobs } from '../mock/glob.js';
import { MAX_FILE_BYTES } from '../mock/workspace-file.js';
import { WorkspaceError } from '../mock/workspace-path.js';
import { fieldNames } from '../model/binding.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, toNumber } from '../model/value.js';
import { type HostCall, type HostPart, textArgument } from './host-function.js';
import { refuseIn } from './refuse-in.js';
import { checkPattern, workspaceOf } from './workspace-access.js';
import { addEffect, mapOf, meetFault } from './workspace-deeds.js';
import { DEFAULT_HITS, GREP_OPTIONS, MAX_HITS } from './workspace-types.js';

const NAME = 'workspace.grep';
const MAX_PATTERN_BYTES = 4096;

/** Bytes of a file that are handed to Lua at once, up to the end of a line; of a longer line only so much is searched. */
const BLOCK_BYTES = 256 * 1024;
/** Where a NUL is looked for that says that a file is no text. */
const HEAD_BYTES = 8 * 1024;

const NOTHING_MORE = { to: undefined, bytes: undefined, error: undefined, fault: undefined };

/** Checks what a search was asked; gives its options, and the paths to search. */
function begin(call: HostCall) {
  const [pattern, given] = call.args;
  const size =
    typeof pattern === 'string' ? Buffer.byteLength(pattern) : pattern instanceof Uint8Array ? pattern.length : 0;
  if (size === 0 && typeof pattern !== 'string') textArgument(call, 0, NAME);
  if (size === 0 || size > MAX_PATTERN_BYTES) {
    throw new LuaRaise(`${NAME}: a pattern of 1 to ${MAX_PATTERN_BYTES} bytes is expected, got ${size}`);
  }
  const fields = new Fields(given ?? createValueMap(), [], refuseIn(NAME));
  fields.only(fieldNames(GREP_OPTIONS));
  const globs = (fields.texts('glob') ?? []).map((glob) => checkPattern(glob, NAME));
  const max = fields.count('max') ?? DEFAULT_HITS;
  if (!Number.isInteger(max) || max < 1 || max > MAX_HITS)
    fields.refuse('max', `a whole number from 1 to ${MAX_HITS} is expected, got ${max}`);
  const options = createValueMap([
    ['plain', fields.flag('plain') === true],
    ['ignore_case', fields.flag('ignore_case') === true],
    ['max', max],
  ]);
  return answerValue([...workspaceOf(call.world).paths()].filter(compileGlobs(globs)), options);
}

/**
 * The lines of a file from a byte on: a block, where the next one begins (nil behind the last), and whether the file is read
 * as it was before its last change. Nothing where there is no text to search.
 */
function readBlock(call: HostCall) {
  const [path, start, wasStale] = call.args;
  const from = toNumber(start) ?? 0;
  const file = from === 0 ? open(call, String(path)) : { isStale: wasStale === true };
  if (file === undefined) return answerValue();
  const bytes = readBytes(call, String(path), file.isStale);
  if (bytes === undefined || (from === 0 && bytes.subarray(0, HEAD_BYTES).includes(0))) return answerValue();
  const to = Math.min(bytes.length, from + BLOCK_BYTES);
  const lastEnd = bytes.subarray(from, to).lastIndexOf(10);
  const end = to === bytes.length || lastEnd === -1 ? to : from + lastEnd + 1;
  return answerValue(bytes.subarray(from, end), end < bytes.length ? end : undefined, file.isStale);
}

/** Asks the scripted faults; undefined where the file is missing by one, or too large to be a text. */
function open(call: HostCall, path: string): { readonly isStale: boolean } | undefined {
  if ((workspaceOf(call.world).stat(path)?.size ?? 0) > MAX_FILE_BYTES) return undefined;
  const fault = askFaults(call, path);
  return fault?.effect?.kind === 'missing' ? undefined : { isStale: fault !== undefined };
}

function askFaults(call: HostCall, path: string) {
  return tryRaising(() =>
    meetFault(
      call.world,
      { kind: 'read', path },
      ({ effect }) => effect?.kind === 'missing' || effect?.kind === 'stale',
    ),
  );
}

function readBytes(call: HostCall, path: string, isStale: boolean): Uint8Array | undefined {
  const files = workspaceOf(call.world);
  return tryRaising(() => (isStale ? (files.readEarlier(path) ?? undefined) : files.read(path)));
}

function tryRaising<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof WorkspaceError ? new LuaRaise(`${NAME}: ${error.message}`) : error;
  }
}

/** Notes a search that is over: what was searched for, how many lines were found, and in which files. */
function end(call: HostCall) {
  const { world, site } = call;
  const [pattern, options, found, hasMore, paths] = call.args;
  const count = toNumber(found) ?? 0;
  const hits = Array.isArray(paths) ? paths.map(String) : [];
  // Whoever is shown lines of a file has read it.
  for (const path of hits) addEffect(call, { kind: 'read', call: NAME, path, ...NOTHING_MORE });
  const shown = pattern instanceof Uint8Array ? new TextDecoder().decode(pattern) : String(pattern);
  const more = hasMore === true ? ' or more' : '';
  world.note(
    site,
    'workspace.grep',
    `${shown} (${count}${more} found in ${hits.length} file${hits.length === 1 ? '' : 's'})`,
    mapOf([
      ['pattern', pattern],
      ['options', options],
      ['found', count],
      ['files', hits],
    ]),
  );
  return answerValue();
}

/** What the prelude's `workspace.grep` asks: the patterns are Lua's own, so Lua matches them. */
export const grepFunctions: HostPart = {
  internal: {
    'workspace.grep_begin': begin,
    'workspace.grep_block': readBlock,
    'workspace.grep_end': end,
  },
};
