import { expect, it } from 'vitest';
import { findUncovered } from '../../../src/cli/coverage/find-uncovered.js';
import type { CoveredBranch } from '../../../src/model/coverage.js';

const at = (line: number, count: number): CoveredBranch => ({ line, column: 1, group: line, kind: 'if', count });
const file = { file: 'a.lua', source: '', branches: [], functions: [], lines: [] };

it('joins lines between which nothing ran', () => {
  const lines = [
    [1, 1],
    [2, 0],
    [5, 0],
    [6, 1],
    [9, 0],
  ] as const;
  expect(findUncovered({ ...file, lines })).toBe('lines 2-5, 9');
});

it('tells of branches and functions only where their line ran', () => {
  const lines = [
    [1, 1],
    [2, 0],
    [3, 1],
  ] as const;
  const functions = [1, 2, 3].map((line) => ({ name: 'f', line, count: line === 1 ? 1 : 0 }));
  expect(findUncovered({ ...file, lines, branches: [at(1, 0), at(1, 0), at(2, 0), at(3, 1)], functions })).toBe(
    'lines 2; branches at 1; functions at 3',
  );
});

it('stops after a few', () => {
  const lines = Array.from({ length: 40 }, (_, i) => [i + 1, i % 2] as const);
  expect(findUncovered({ ...file, lines })).toBe('lines 1, 3, 5, 7, 9, 11, 13, 15 and 12 more');
});

it('has nothing to say where all ran', () => {
  expect(findUncovered({ ...file, lines: [[1, 3]] })).toBe('');
});
