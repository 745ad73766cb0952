import { expect, it } from 'vitest';
import { createPlan } from '../../src/scenario/plan.js';

const files = ['a.scenario.lua'];

it('leaves out the parts of a selection that were not asked for', () => {
  expect(createPlan({ files, lines: {} }, {})).toEqual({ files, selection: {} });
});

it('takes tags with and without their sign', () => {
  expect(createPlan({ files, lines: {} }, { tags: ['#smoke', '!#slow', 'x'] }).selection.tags).toEqual([
    'smoke',
    '!slow',
    'x',
  ]);
});

it('carries lines and ids', () => {
  const plan = createPlan({ files, lines: { 'a.scenario.lua': [3] } }, { ids: ['i'], filter: 'x' });
  expect(plan.selection).toEqual({ filter: 'x', ids: ['i'], lines: { 'a.scenario.lua': [3] } });
});

it('refuses a bad filter and an empty tag before anything is loaded', () => {
  expect(() => createPlan({ files, lines: {} }, { filter: '/[/' })).toThrow('is not a regular expression');
  expect(() => createPlan({ files, lines: {} }, { tags: ['#'] })).toThrow('the tag is empty');
});
