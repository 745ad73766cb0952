import { expect, it } from 'vitest';
import { cutChunks } from '../../../src/mock/llm/cut-chunks.js';

it.each([
  ['', []],
  ['one', ['one']],
  ['one two\n\nthree', ['one ', 'two\n\n', 'three']],
  ['  led  by blanks ', ['  led  ', 'by ', 'blanks ']],
  [' \n ', [' \n ']],
  ['x'.repeat(50), ['x'.repeat(24), 'x'.repeat(24), 'xx']],
  ['👍'.repeat(25), ['👍'.repeat(24), '👍']],
])('cuts %j into words, and long ones into pieces', (text, chunks) => {
  expect(cutChunks(text)).toEqual(chunks);
  expect(cutChunks(text).join('')).toBe(text);
});
