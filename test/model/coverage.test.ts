import { expect, it } from 'vitest';
import { reaches, shareCoverage, showShare } from '../../src/model/coverage.js';

it('compares whole numbers, so that 99.96 % is not 100 %', () => {
  expect(reaches({ covered: 9996, total: 10_000 }, 100)).toBe(false);
  expect(reaches({ covered: 10_000, total: 10_000 }, 100)).toBe(true);
  expect(reaches({ covered: 9, total: 10 }, 90)).toBe(true);
  expect(reaches({ covered: 899_999, total: 1_000_000 }, 90)).toBe(false);
  expect(reaches({ covered: 0, total: 0 }, 100)).toBe(true);
});

it('shows shares rounded down', () => {
  expect(showShare({ covered: 9996, total: 10_000 })).toBe('99.9 %');
  expect(showShare({ covered: 2, total: 3 })).toBe('66.6 %');
  expect(showShare({ covered: 3, total: 3 })).toBe('100.0 %');
  expect(showShare({ covered: 0, total: 7 })).toBe('0.0 %');
  expect(showShare({ covered: 0, total: 0 })).toBe('100.0 %');
});

it('takes files together', () => {
  const file = { file: 'a.lua', source: '', functions: [{ name: 'f', line: 1, count: 0 }] };
  const branch = { line: 1, column: 1, group: 0, kind: 'if' } as const;
  const files = [
    { ...file, lines: [[1, 2]] as const, branches: [{ ...branch, count: 1 }] },
    { ...file, lines: [[1, 0]] as const, branches: [] },
  ];
  expect(shareCoverage(files)).toEqual({
    lines: { covered: 1, total: 2 },
    branches: { covered: 1, total: 1 },
    functions: { covered: 0, total: 2 },
  });
});
