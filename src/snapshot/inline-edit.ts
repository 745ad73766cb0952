import { type LuaToken, LuaTokenError, readLuaTokens } from '../syntax/lua-tokens.js';
import { layOutInlineText } from './inline-text.js';
import { chooseBrackets, decodeLuaText } from './lua-text.js';

/** A text to be put into the call of a line. */
export interface InlineEdit {
  /** 1-based: where Lua said the call is. */
  readonly line: number;
  /** What must stand there now, as Lua reads it; undefined where there must be no text. */
  readonly before?: string;
  readonly text: string;
}

/** A source with what could be put into it, and why the rest could not. */
export interface EditedSource {
  readonly source: Uint8Array;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** A piece of the source and what takes its place. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const CALL = 'matches_inline_snapshot';
const OPENING = new Set(['(', '{', '[', 'function', 'if', 'do', 'repeat']);
const CLOSING = new Set([')', '}', ']', 'end', 'until']);

/** Puts texts into the calls of `matches_inline_snapshot` in a Lua source; every other byte of it stays as it is. */
export function editInlineSnapshots(bytes: Uint8Array, edits: readonly InlineEdit[]): EditedSource {
  let source = toLatin1(bytes);
  const problems: { line: number; message: string }[] = [];
  const changes: Change[] = [];
  const words = readWords(source);
  for (const edit of edits) {
    const change = typeof words === 'string' ? words : findChange(words, edit);
    if (typeof change === 'string') problems.push({ line: edit.line, message: change });
    else changes.push(change);
  }
  // From the end on, so that the places of those before stay right.
  for (const { start, end, text } of changes.sort((a, b) => b.start - a.start)) {
    source = source.slice(0, start) + Buffer.from(text, 'utf8').toString('latin1') + source.slice(end);
  }
  return { source: Buffer.from(source, 'latin1'), problems };
}

/** How many calls of `matches_inline_snapshot` a line of a Lua source holds; 0 where the source cannot be read. */
export function countInlineCalls(bytes: Uint8Array, line: number): number {
  const words = readWords(toLatin1(bytes));
  if (typeof words === 'string') return 0;
  return words.names.filter((place) => isCallAt(words.tokens, place, line)).length;
}

function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A source as words, and the places among them at which the call is named. */
interface Words {
  readonly source: string;
  readonly tokens: readonly LuaToken[];
  readonly names: readonly number[];
}

function readWords(source: string): Words | string {
  try {
    const tokens = readLuaTokens(source);
    const names = [...tokens.keys()].filter((place) => tokens[place]?.text === CALL);
    return { source, tokens, names };
  } catch (error) {
    if (error instanceof LuaTokenError) return `the file cannot be read: line ${error.line}: ${error.message}`;
    throw error;
  }
}

/** What is to be changed for an edit, or why nothing can be. */
function findChange({ source, tokens, names }: Words, edit: InlineEdit): Change | string {
  const [name, second] = names.filter((place) => isCallAt(tokens, place, edit.line));
  if (name === undefined) return `no ${CALL} is written there; call it by its name, not behind return`;
  if (second !== undefined) return `there are several calls of ${CALL} on this line; give each a line of its own`;
  if (tokens[name + 1]?.text !== '(') return `put the value into brackets: ${CALL}(…)`;
  const [value, text] = readArguments(tokens, name + 2);
  const last = value?.at(-1);
  if (last === undefined) return `no value is written in the call of ${CALL}`;
  const written = text === undefined || isNil(text) ? undefined : readLiteral(text);
  if (written === null) return 'the text is not written out in the call; only one that is can be replaced';
  if (written !== edit.before) return 'the file was changed while it ran; run again';
  const place = text?.[0] ?? { start: last.end, end: last.end };
  const literal = write(source, place.start, edit);
  return { start: place.start, end: place.end, text: text === undefined ? `, ${literal}` : literal };
}

/** Whether a call's name stands at a place, and the call on a line: what it is reached through may begin earlier. */
function isCallAt(tokens: readonly LuaToken[], place: number, line: number): boolean {
  let first = place;
  while (/^[.:]$/.test(tokens[first - 1]?.text ?? '') && tokens[first - 2]?.kind === 'name') first -= 2;
  return (tokens[first]?.line ?? 0) <= line && line <= (tokens[place + 1]?.line ?? 0);
}

/** The words of each argument of a call; `start` is the place behind its opening bracket. */
function readArguments(tokens: readonly LuaToken[], start: number): LuaToken[][] {
  const found: LuaToken[][] = [[]];
  let depth = 0;
  for (let place = start; place < tokens.length; place++) {
    const token = tokens[place];
    if (token === undefined) break;
    if (CLOSING.has(token.text) && depth-- === 0) break;
    if (OPENING.has(token.text)) depth += 1;
    if (token.text === ',' && depth === 0) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

function isNil([token, further]: readonly LuaToken[]): boolean {
  return token?.text === 'nil' && further === undefined;
}

/** The text of an argument that is one literal; null for any other. */
function readLiteral([token, further]: readonly LuaToken[]): string | null {
  return token?.kind === 'string' && further === undefined ? decodeLuaText(token.text) : null;
}

function write(source: string, place: number, { text }: InlineEdit): string {
  const lineStart = Math.max(source.lastIndexOf('\n', place - 1), source.lastIndexOf('\r', place - 1)) + 1;
  const indent = /^[ \t]*/.exec(source.slice(lineStart, place))?.[0] ?? '';
  const [opening, closing] = chooseBrackets(text);
  const body = `${opening}${layOutInlineText(text, indent)}${closing}`;
  return findLineEnd(source, place) === '\r\n' ? body.replaceAll('\n', '\r\n') : body;
}

/** The end of the line of a place, else of the first line. */
function findLineEnd(source: string, place: number): string | undefined {
  return /\r\n|\n/.exec(source.slice(place))?.[0] ?? /\r\n|\n/.exec(source)?.[0];
}
