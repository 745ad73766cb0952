import { cleanText, shorten } from './plain-text.js';

/** What a line of a failure's text is, so that a terminal or a page can colour it. */
export type LineKind =
  | 'message'
  | 'at'
  | 'expected'
  | 'actual'
  | 'diff-added'
  | 'diff-removed'
  | 'context'
  /** Points at the first difference in the lines above it. */
  | 'caret'
  /** Which of the tables within a table the next lines are about. */
  | 'path'
  | 'differs'
  | 'excerpt'
  | 'excerpt-here'
  /** Points at the call in the line above it. */
  | 'excerpt-caret'
  | 'local'
  | 'frame'
  | 'note'
  | 'entry'
  | 'rerun'
  | 'hint';

/** One line, without a newline and without control characters. Markers (`-`, `+`, `>`, line numbers) are in the text. */
export interface ShownLine {
  readonly kind: LineKind;
  readonly text: string;
}

/** Lines of a diff, or of one value, that are shown at most. */
const MAX_BLOCK_LINES = 200;
const MAX_LINE_LENGTH = 1000;

/** A text that may hold newlines as lines of one kind. */
export function toLines(kind: LineKind, text: string): ShownLine[] {
  return cleanText(text)
    .split('\n')
    .map((line) => ({ kind, text: shorten(line, MAX_LINE_LENGTH) }));
}

/** A source or a value as one line. */
export function toOneLine(text: string): string {
  return shorten(cleanText(text).replaceAll('\n', ' '), MAX_LINE_LENGTH);
}

/** At most so many lines, and how many were left out. */
export function capLines(shown: readonly ShownLine[], most = MAX_BLOCK_LINES): ShownLine[] {
  if (shown.length <= most) return [...shown];
  return [...shown.slice(0, most), ...toLines('context', `… ${shown.length - most} more lines`)];
}

/** A block with its name before the first line, and the others below it: `locals   a = 1`. */
export function labelLines(label: string, shown: readonly ShownLine[]): ShownLine[] {
  return shown.map(({ kind, text }, index) => ({ kind, text: `${(index === 0 ? label : '').padEnd(9)}${text}` }));
}
