import { expect, it } from 'vitest';
import { isSameValue } from '../../src/model/same-value.js';

it.each<[unknown, unknown]>([
  [1, 1],
  [1, 1n],
  [2 ** 53, 2n ** 53n],
  [Number.NaN, Number.NaN],
  [0, -0],
  [{}, []],
  [{ a: undefined }, {}],
  [[], { a: undefined }],
  [undefined, undefined],
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }],
  [new TextEncoder().encode('é'), 'é'],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
])('%o and %o say the same', (a, b) => {
  expect([isSameValue(a, b), isSameValue(b, a)]).toEqual([true, true]);
});

it.each<[unknown, unknown]>([
  [1, 2],
  [1, '1'],
  [1, true],
  [1.5, 1n],
  [Number.NaN, 0],
  [null, undefined],
  [null, {}],
  [{ a: 1 }, {}],
  [{ a: null }, {}],
  [[1], [1, 2]],
  [[1], { 0: 1 }],
  [{ toString: 1 }, {}],
  ['', new Uint8Array([0])],
  [2n ** 60n, 2n ** 60n + 1n],
])('%o and %o do not', (a, b) => {
  expect([isSameValue(a, b), isSameValue(b, a)]).toEqual([false, false]);
});
