import { expect, it } from 'vitest';
import { shrinkInput } from '../../../src/rule/twin/shrink-input.js';

const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((item, key) => Object(item)[key], value);

it.each<[Parameters<typeof shrinkInput>[0], (value: unknown) => boolean, unknown]>([
  [{ score: 87.3, name: 'EPIC-7', list: [1, 2] }, (x) => Number(at(x, 'score')) > 50, { score: 51 }],
  [{ a: { b: { c: -12 } }, d: 1 }, (x) => Number(at(x, 'a', 'b', 'c')) < 0, { a: { b: { c: -1 } } }],
  [[5, 6, 'seven', true], (x) => Array.isArray(x) && x.includes('seven'), ['seven']],
  [{ text: 'hello world' }, (x) => String(at(x, 'text') ?? '').length >= 3, { text: 'aaa' }],
  [{ n: Number.NaN }, (x) => Number.isNaN(at(x, 'n')), { n: Number.NaN }],
  [{ n: 2 ** 60, m: 2n ** 62n }, (x) => Number(at(x, 'n')) > 1e15, { n: 1e15 + 1 }],
  [{ a: 1, b: 2 }, (x) => Number(at(x, 'a')) + Number(at(x, 'b')) > 2, { a: 1, b: 2 }],
])('makes %o as simple as it goes', (input, holds, expected) => {
  expect(shrinkInput(input, holds)).toEqual(expected);
});
