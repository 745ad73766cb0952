import { expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

it.each([
  ['{ max_count = -1 }', 'max_count: a whole number from 0 up is expected, got -1'],
  ['{ max_count = 0.5 }', 'max_count: a whole number from 0 up is expected, got 0.5'],
  ['{ max_count = "10" }', 'max_count: a whole number from 0 up is expected, got string'],
  ['{ author = 5 }', 'author: a text is expected, got number'],
  ['{ path = {} }', 'path: a text is expected, got table'],
])('git.log refuses the options %s', async (options, why) => {
  expect(await openTestVm().fail(`git.log(${options})`)).toBe(`test.lua:1: git.log: ${why}`);
});
