import { expect, it } from 'vitest';
import { diffLines } from '../../src/report/line-diff.js';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

function show(before: readonly string[], after: readonly string[]): string[] {
  return diffLines(before.join('\n'), after.join('\n')).map(({ change, text }) => `${change} ${text}`);
}

it('keeps three equal lines on each side of a change', () => {
  const before = numbers(1, 20);
  const after = before.map((line) => (line === '10' ? 'ten' : line));
  expect(show(before, after)).toEqual([
    'gap … 6 equal lines',
    'same 7',
    'same 8',
    'same 9',
    'removed 10',
    'added ten',
    'same 11',
    'same 12',
    'same 13',
    'gap … 7 equal lines',
  ]);
});

it('does not hide a single line', () => {
  expect(show(['1', '2', '3', '4', 'x'], ['1', '2', '3', '4', 'y'])).toEqual([
    'same 1',
    'same 2',
    'same 3',
    'same 4',
    'removed x',
    'added y',
  ]);
});

it('shows texts that have next to nothing in common as all removed, all added', () => {
  const shown = diffLines(numbers(1, 1200).join('\n'), numbers(5001, 6200).join('\n'));
  expect(shown.slice(0, 1200).every(({ change }) => change === 'removed')).toBe(true);
  expect(shown.slice(1200).every(({ change }) => change === 'added')).toBe(true);
  expect(shown).toHaveLength(2400);
});
