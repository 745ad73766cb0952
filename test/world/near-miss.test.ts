import { expect, it } from 'vitest';
import { describeNearMiss } from '../../src/world/near-miss.js';

it('points to where a text stops to be what was looked for', () => {
  expect(describeNearMiss(2, 'Optimize for cost', 'Please:\n\nOptimize for "speed" and more')).toEqual([
    '  "Optimize for \\"speed\\" and more"',
    '                ^',
  ]);
});

it('says where only the case or the blanks differ', () => {
  expect(describeNearMiss(0, 'optimize for cost', 'Optimize for Cost!')).toEqual(['it is there, in other case']);
  expect(describeNearMiss(0, 'Optimize for cost', 'Optimize\n  for cost')).toEqual([
    'it is there, with other blanks or line breaks',
  ]);
});

it('says nothing of a text that holds nothing like it, and cuts a long one', () => {
  expect(describeNearMiss(0, 'poem', 'write a letter')).toEqual([]);
  const [shown = ''] = describeNearMiss(0, 'x'.repeat(1e6), `${'x'.repeat(5e5)}y`);
  expect(shown).toHaveLength(122);
});
