import { expect, it } from 'vitest';
import { shrinkInput } from '../../../src/rule/twin/shrink-input.js';

it.each<[Parameters<typeof shrinkInput>[0], (value: any) => boolean, unknown]>([
  [{ score: 87.3, name: 'EPIC-7', list: [1, 2] }, (x) => x.score > 50, { score: 51 }],
  [{ a: { b: { c: -12 } }, d: 1 }, (x) => (x.a?.b?.c ?? 0) < 0, { a: { b: { c: -1 } } }],
  [[5, 6, 'seven', true], (x) => x.includes('seven'), ['seven']],
  [{ text: 'hello world' }, (x) => (x.text ?? '').length >= 3, { text: 'aaa' }],
  [{ n: Number.NaN }, (x) => Number.isNaN(x.n), { n: Number.NaN }],
  [{ n: 2 ** 60, m: 2n ** 62n }, (x) => x.n > 1e15, { n: 1e15 + 1 }],
  [{ a: 1, b: 2, c: 3 }, (x) => x.a + x.b + x.c > 5, { a: 1, b: 2, c: 3 }],
])('makes %o as simple as it goes', (input, holds, expected) => {
  expect(shrinkInput(input, holds)).toEqual(expected);
});
