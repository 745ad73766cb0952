import { type Address, showAddress } from '../model/address.js';
import type { Attempt, Excerpt, Failure, ScenarioError } from '../model/outcome.js';
import { type DiffLine, diffLines } from './line-diff.js';
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
  | 'differs'
  | 'excerpt'
  | 'excerpt-here'
  | 'frame'
  | 'note'
  | 'hint';

/** One line, without a newline and without control characters. Markers (`-`, `+`, `>`, line numbers) are in the text. */
export interface ShownLine {
  readonly kind: LineKind;
  readonly text: string;
}

/** Lines of a diff, or of one value, that are shown at most. */
const MAX_BLOCK_LINES = 200;
const MAX_LINE_LENGTH = 1000;

/** A failed check as lines. `scenarioAt` stands in where the failure has no address of its own. */
export function showFailure(failure: Failure, scenarioAt: Address): ShownLine[] {
  return [
    ...lines('message', failure.message.trim() === '' ? `the check ${failure.check} said no` : failure.message),
    ...showAt(failure.at ?? scenarioAt),
    ...showValues(failure),
    ...(failure.differsAt === undefined ? [] : lines('differs', `differs at ${failure.differsAt}`)),
    ...showExcerpt(failure.excerpt),
    ...(failure.notes ?? []).flatMap((note) => lines('note', note)),
  ];
}

/** Why an attempt could not be decided, as lines. */
function showError(error: ScenarioError, scenarioAt: Address): ShownLine[] {
  return [
    ...lines('message', error.message.trim() === '' ? `no verdict: ${error.cause}` : error.message),
    ...showAt(error.at ?? scenarioAt),
    ...showExcerpt(error.excerpt),
    ...error.traceback.flatMap((frame) => lines('frame', frame)),
    ...(error.hint === undefined ? [] : lines('hint', `hint: ${error.hint}`)),
  ];
}

/** Everything that spoiled one attempt, the decisive part first. Empty only where the attempt was good. */
export function showAttempt(attempt: Attempt, scenarioAt: Address): ShownLine[] {
  const failures = attempt.failures.flatMap((failure) => showFailure(failure, scenarioAt));
  const error = attempt.error === undefined ? [] : showError(attempt.error, scenarioAt);
  const shown = attempt.outcome === 'failed' ? [...failures, ...error] : [...error, ...failures];
  return shown.length > 0 ? shown : showBareOutcome(attempt.outcome, scenarioAt);
}

/** Plain text of lines: a message stands at the margin, what belongs to it is indented, an empty line between two. */
export function joinLines(shown: readonly ShownLine[]): string {
  const text = shown.map(({ kind, text }, index) => {
    if (kind !== 'message') return `  ${text}`.trimEnd();
    const begins = index > 0 && shown[index - 1]?.kind !== 'message';
    return begins ? `\n${text}` : text;
  });
  return text.join('\n');
}

function showBareOutcome(outcome: Attempt['outcome'], scenarioAt: Address): ShownLine[] {
  if (outcome === 'empty') {
    const hint = 'hint: assert something, or set `empty: "warn"` in the config';
    return [...lines('message', 'checked nothing'), ...showAt(scenarioAt), ...lines('hint', hint)];
  }
  if (outcome === 'failed') return [...lines('message', 'failed without a message'), ...showAt(scenarioAt)];
  if (outcome === 'errored') return [...lines('message', 'no verdict'), ...showAt(scenarioAt)];
  if (outcome === 'timed-out') return [...lines('message', 'did not end in time'), ...showAt(scenarioAt)];
  return [];
}

function showAt(at: Address): ShownLine[] {
  // Line 0 is a place that has no line to give, such as `<load>`.
  const shown = at.line === 0 ? at.file : showAddress(at);
  return lines('at', `at ${shown.replaceAll('\n', '\\n')}`);
}

function showValues({ expected, actual }: Failure): ShownLine[] {
  const isLong = `${expected ?? ''}${actual ?? ''}`.includes('\n');
  if (isLong && expected !== undefined && actual !== undefined) return showDiff(expected, actual);
  return [...showValue('expected', expected), ...showValue('actual', actual)];
}

function showValue(kind: 'expected' | 'actual', value: string | undefined): ShownLine[] {
  if (value === undefined) return [];
  const label = `${kind}:`;
  if (value.includes('\n')) return [...lines(kind, label), ...cap(lines('context', value))];
  return lines(kind, `${label.padEnd('expected: '.length)}${value}`);
}

const DIFF_KINDS = { same: 'context', gap: 'context', added: 'diff-added', removed: 'diff-removed' } as const;
const DIFF_MARKS = { same: '  ', gap: '  ', added: '+ ', removed: '- ' } as const;

function showDiff(expected: string, actual: string): ShownLine[] {
  const body = diffLines(expected, actual).flatMap(({ change, text }: DiffLine) =>
    lines(DIFF_KINDS[change], `${DIFF_MARKS[change]}${text}`),
  );
  return [...lines('expected', '- expected'), ...lines('actual', '+ actual'), ...cap(body)];
}

function cap(shown: ShownLine[]): ShownLine[] {
  if (shown.length <= MAX_BLOCK_LINES) return shown;
  const rest = `… ${shown.length - MAX_BLOCK_LINES} more lines`;
  return [...shown.slice(0, MAX_BLOCK_LINES), ...lines('context', rest)];
}

function showExcerpt(excerpt: Excerpt | undefined): ShownLine[] {
  if (excerpt === undefined) return [];
  const width = String(excerpt.firstLine + excerpt.lines.length - 1).length;
  return excerpt.lines.map((source, index) => {
    const number = excerpt.firstLine + index;
    const isHere = number === excerpt.line;
    const text = `${isHere ? '>' : ' '} ${String(number).padStart(width)} | ${toOneLine(source)}`.trimEnd();
    return { kind: isHere ? 'excerpt-here' : 'excerpt', text };
  });
}

/** A text that may hold newlines as lines of one kind. */
function lines(kind: LineKind, text: string): ShownLine[] {
  return cleanText(text)
    .split('\n')
    .map((line) => ({ kind, text: shorten(line, MAX_LINE_LENGTH) }));
}

function toOneLine(source: string): string {
  return shorten(cleanText(source).replaceAll('\n', ' '), MAX_LINE_LENGTH);
}
