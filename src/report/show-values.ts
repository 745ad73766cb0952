import type { Failure } from '../model/outcome.js';
import { diffLines } from './line-diff.js';
import { showStructure } from './show-structure.js';
import { type LiteralPair, type PairLook, showTexts } from './show-texts.js';
import { capLines, type ShownLine, toLines } from './shown-line.js';

const HEAD: readonly ShownLine[] = [
  { kind: 'expected', text: '- expected' },
  { kind: 'actual', text: '+ actual' },
];
const LABELS = { expected: 'expected: ', actual: 'actual:   ' } as const;
const LOOK: PairLook = {
  expected: { label: LABELS.expected, kind: 'expected' },
  actual: { label: LABELS.actual, kind: 'actual' },
  head: HEAD,
  indent: '',
};

/** What was expected and what came: only how they differ, where that can be told. */
export function showValues({ check, expected, actual, diff, differsAt }: Failure): ShownLine[] {
  const place = differsAt === undefined ? [] : toLines('differs', `differs at ${differsAt}`);
  if (diff !== undefined) return [...HEAD, ...capLines(showStructure(diff))];
  if (expected === undefined || actual === undefined)
    return [...showValue('expected', expected), ...showValue('actual', actual), ...place];
  return [...showPair({ expected, actual }, !isPattern(check)), ...place];
}

/** Whether what was expected is a pattern, which is not to be compared with the text character by character. */
function isPattern(check: string): boolean {
  return /(?:^|_)match(?:es)?$/.test(check);
}

function showPair(pair: LiteralPair, isComparable: boolean): ShownLine[] {
  const texts = isComparable ? showTexts(pair, LOOK) : undefined;
  if (texts !== undefined) return texts;
  const isLong = `${pair.expected}${pair.actual}`.includes('\n');
  if (isLong && pair.expected === pair.actual) return [...toLines('context', 'both:'), ...showBoth(pair.actual)];
  if (isLong && isComparable) return showDiff(pair);
  return [...showValue('expected', pair.expected), ...showValue('actual', pair.actual)];
}

/** Lines of a value that is told twice and not what matters. */
const MAX_BOTH_LINES = 20;

function showBoth(value: string): ShownLine[] {
  return capLines(toLines('context', value), MAX_BOTH_LINES);
}

function showValue(kind: 'expected' | 'actual', value: string | undefined): ShownLine[] {
  if (value === undefined) return [];
  if (value.includes('\n')) return [...toLines(kind, LABELS[kind].trimEnd()), ...capLines(toLines('context', value))];
  return toLines(kind, `${LABELS[kind]}${value}`);
}

const KINDS = { same: 'context', gap: 'context', added: 'diff-added', removed: 'diff-removed' } as const;
const MARKS = { same: '  ', gap: '  ', added: '+ ', removed: '- ' } as const;

/** Two literals of which it is not known how they differ, line by line. */
function showDiff({ expected, actual }: LiteralPair): ShownLine[] {
  const body = diffLines(expected, actual).flatMap(({ change, text }) =>
    toLines(KINDS[change], `${MARKS[change]}${text}`),
  );
  return [...HEAD, ...capLines(body)];
}
