import type { Failure } from '../model/outcome.js';
import { diffLines } from './line-diff.js';
import { showStructure } from './show-structure.js';
import { type LiteralPair, type PairLook, showTexts } from './show-texts.js';
import { capLines, type ShownLine, toLines } from './shown-line.js';

const HEAD: readonly ShownLine[] = [
  { kind: 'expected', text: '- expected' },
  { kind: 'actual', text: '+ actual' },
];
const LABELS = { expected: 'expected: ', actual: 'actual:   ', both: 'both:' } as const;
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
  const areLong = pair.expected.includes('\n') && pair.actual.includes('\n');
  if (areLong && pair.expected === pair.actual) return showValue('both', pair.actual);
  if (areLong && isComparable) return showDiff(pair);
  return [...showValue('expected', pair.expected), ...showValue('actual', pair.actual)];
}

/** Lines of a value that is not compared. */
const MAX_VALUE_LINES = 40;

function showValue(what: keyof typeof LABELS, value: string | undefined): ShownLine[] {
  if (value === undefined) return [];
  const kind = what === 'both' ? 'context' : what;
  if (!value.includes('\n')) return toLines(kind, `${LABELS[what]}${value}`);
  return [...toLines(kind, LABELS[what].trimEnd()), ...capLines(toLines('context', value), MAX_VALUE_LINES)];
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
