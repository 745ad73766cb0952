import { expect, it } from 'vitest';
import { toLcov } from '../../src/report/lcov.js';

it('writes a tracefile with functions, branches and lines', () => {
  const branch = { column: 3, kind: 'if' } as const;
  const text = toLcov([
    {
      file: 'rules/a\nb.lua',
      source: '',
      lines: [
        [1, 4],
        [2, 4],
        [7, 0],
      ],
      branches: [
        { ...branch, line: 2, group: 5, count: 0 },
        { ...branch, line: 3, group: 5, count: 4 },
        { ...branch, line: 7, group: 9, count: 0 },
      ],
      functions: [
        { name: 'go', line: 1, count: 4 },
        { name: 'go', line: 6, count: 0 },
        { name: 'other', line: 8, count: 1 },
      ],
    },
  ]);
  expect(text).toBe(
    [
      'TN:',
      'SF:rules/a b.lua',
      'FN:1,go:1',
      'FN:6,go:6',
      'FN:8,other',
      'FNDA:4,go:1',
      'FNDA:0,go:6',
      'FNDA:1,other',
      'FNF:3',
      'FNH:2',
      'BRDA:2,0,0,0',
      'BRDA:3,0,1,4',
      'BRDA:7,1,0,-',
      'BRF:3',
      'BRH:1',
      'DA:1,4',
      'DA:2,4',
      'DA:7,0',
      'LF:3',
      'LH:2',
      'end_of_record',
      '',
    ].join('\n'),
  );
});

it('writes nothing where no file counts', () => {
  expect(toLcov([])).toBe('');
});
