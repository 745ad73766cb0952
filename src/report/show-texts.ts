import { type DiffLine, diffLines } from './line-diff.js';
import { type LuaText, readLuaText, splitLuaText } from './lua-text.js';
import { cleanText } from './plain-text.js';
import { capLines, type LineKind, type ShownLine, toLines } from './shown-line.js';
import { commonStart, textWidth, toBlanks } from './text-width.js';

/** Two different values, as Lua literals. */
export interface LiteralPair {
  readonly expected: string;
  readonly actual: string;
}

/** How the two lines of a short pair begin, and what kind of line they are. */
export interface PairLook {
  readonly expected: { readonly label: string; readonly kind: LineKind };
  readonly actual: { readonly label: string; readonly kind: LineKind };
  /** Lines put before a long pair. */
  readonly head: readonly ShownLine[];
  /** Blanks before each line of a long pair. */
  readonly indent: string;
}

/** Texts of two lines are compared by character up to this length, as single lines are. */
const SHORT = 72;
/** Characters of a long line that are shown, and so many of them before the first difference. */
const WINDOW = 72;
const BEFORE = 24;

/**
 * How two texts differ: short ones and single lines by character, with a caret under the first difference; others by line.
 * Undefined where one of the values is no text.
 */
export function showTexts(pair: LiteralPair, look: PairLook): ShownLine[] | undefined {
  const expected = readLuaText(cleanText(pair.expected));
  const actual = readLuaText(cleanText(pair.actual));
  if (expected === undefined || actual === undefined) return undefined;
  const [before, after] = [splitLuaText(expected), splitLuaText(actual)];
  if (isShort(expected.body, before) && isShort(actual.body, after)) return showCharacters(expected, actual, look);
  return [...look.head, ...showLineDiff({ before, after, skipped: expected.before, rest: [expected, actual] }, look)];
}

function isShort(body: string, lines: readonly string[]): boolean {
  return lines.length === 1 || (lines.length === 2 && body.length <= SHORT);
}

function showCharacters(expected: LuaText, actual: LuaText, look: PairLook): ShownLine[] {
  const start = commonStart(expected.body, actual.body);
  const isLong = Math.max(expected.body.length, actual.body.length) > WINDOW;
  const from = isLong && start.length > BEFORE ? toCharacter(start, start.length - BEFORE) : 0;
  const first = showPart(expected, from);
  const second = showPart(actual, from);
  const shown = [
    ...toLines(look.expected.kind, `${look.expected.label}${first.head}"${first.text}"${first.tail}`),
    ...toLines(look.actual.kind, `${look.actual.label}${second.head}"${second.text}"${second.tail}`),
  ];
  if (expected.body === actual.body) return shown;
  const margin = textWidth(`${look.actual.label}${second.head}"`);
  return [...shown, { kind: 'caret', text: `${' '.repeat(margin)}${toBlanks(start.slice(from))}^` }];
}

/** What is shown of a text from a character on; counts in characters where only this side has left something out. */
function showPart({ body, before, behind }: LuaText, from: number): { head: string; text: string; tail: string } {
  const to = body.length - from > WINDOW ? toCharacter(body, from + WINDOW) : body.length;
  const isWhole = to === body.length;
  const head = before > 0 ? `(${before} bytes and ${from} characters) … ` : from > 0 ? `(${from} characters) … ` : '';
  const rest = behind > 0 ? ` and ${behind} bytes` : '';
  const tail = isWhole ? (behind > 0 ? ` … (${behind} bytes)` : '') : ` … (${body.length - to} characters${rest})`;
  return { head, text: body.slice(from, to), tail };
}

/** A place at or before another that is in no pair of surrogates and behind no backslash. */
function toCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const isInside = (unit >= 0xdc00 && unit <= 0xdfff) || text[at - 1] === '\\';
  return isInside && at > 0 ? toCharacter(text, at - 1) : at;
}

interface LineTexts {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Bytes before both that are equal and left out. */
  readonly skipped: number;
  readonly rest: readonly [LuaText, LuaText];
}

const KINDS = { same: 'context', gap: 'context', added: 'diff-added', removed: 'diff-removed' } as const;
const MARKS = { same: '  ', gap: '  ', added: '+ ', removed: '- ' } as const;

function showLineDiff({ before, after, skipped, rest }: LineTexts, { indent }: PairLook): ShownLine[] {
  const [isBeforeEnded, isAfterEnded] = [before.at(-1) === '', after.at(-1) === ''];
  const diff = diffLines(joinLines(before), joinLines(after));
  const body = diff.flatMap((line, index) => [
    ...toLines(KINDS[line.change], `${indent}${MARKS[line.change]}${line.text}`),
    ...showCaret(diff, index, indent),
  ]);
  const isWhole = rest[0].behind + rest[1].behind === 0;
  return [
    ...(skipped > 0 ? toLines('context', `${indent}  … ${skipped} equal bytes`) : []),
    ...capLines(body),
    ...(isWhole ? [] : toLines('context', `${indent}  … ${rest[0].behind} bytes expected, ${rest[1].behind} actual`)),
    ...(isWhole && isBeforeEnded !== isAfterEnded
      ? toLines('differs', `${indent}only the ${isBeforeEnded ? 'expected' : 'actual'} text ends with a newline`)
      : []),
  ];
}

/** A newline at the end ends the last line; it is no line of its own. */
function joinLines(texts: readonly string[]): string {
  return (texts.at(-1) === '' ? texts.slice(0, -1) : texts).join('\n');
}

/** Below a line that took the place of one other: where the two begin to differ. */
function showCaret(diff: readonly DiffLine[], index: number, indent: string): ShownLine[] {
  const [removed, added] = [diff[index - 1], diff[index]];
  if (removed?.change !== 'removed' || added?.change !== 'added') return [];
  if (diff[index - 2]?.change === 'removed' || diff[index + 1]?.change === 'added') return [];
  const start = commonStart(removed.text, added.text);
  return start === '' ? [] : [{ kind: 'caret', text: `${indent}  ${toBlanks(start)}^` }];
}
