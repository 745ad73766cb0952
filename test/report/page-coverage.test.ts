import { expect, it } from 'vitest';
import type { CoveredBranch } from '../../src/model/coverage.js';
import { toPageSource } from '../../src/report/page-coverage.js';

const branch = (line: number, kind: CoveredBranch['kind']): CoveredBranch => ({
  line,
  column: 7,
  group: 0,
  kind,
  count: 0,
});

it('tells of each line how often it ran, and which ways it never went', () => {
  const source = toPageSource({
    file: 'a.lua',
    source: '-- \u001B[31mred\r\nlocal a = b and c\r\nif a then\r\n  f()\r\nend\r\n',
    lines: [
      [2, 3],
      [3, 3],
      [4, 0],
    ],
    branches: [branch(2, 'and'), branch(3, 'if'), { ...branch(3, 'missing else'), count: 3 }, branch(4, 'or')],
    functions: [],
  });
  expect(source).toEqual([
    { text: '-- red' },
    {
      text: 'local a = b and c',
      count: 3,
      state: 'partly',
      notes: ['column 7: the right side of "and" was never asked for'],
    },
    { text: 'if a then', count: 3, state: 'partly', notes: ['the condition never held'] },
    { text: '  f()', count: 0, state: 'missed' },
    { text: 'end' },
  ]);
});
