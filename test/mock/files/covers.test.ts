import { describe, expect, it } from 'vitest';
import { covers } from '../../../src/mock/files/covers.js';
import type { Value } from '../../../src/model/value.js';

describe('whether a match takes all that another takes', () => {
  it.each<[wide: Value, narrow: Value]>([
    [{}, {}],
    [{}, { model: 'haiku', contains: 'x' }],
    [{ model: 'haiku' }, { model: 'haiku', contains: 'x' }],
    [{ model: ['haiku', 'opus'] }, { model: 'haiku' }],
    [{ contains: 'refund' }, { contains: 'a refund please' }],
    [{ contains: ['a', 'b'] }, { contains: ['xbx', 'xax', 'c'] }],
    [{ json_path: { '$.a': 1 } }, { json_path: { '$.a': 1 } }],
    [undefined, { model: 'haiku' }],
  ])('%j takes all of %j', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each<[wide: Value, narrow: Value]>([
    [{ model: 'haiku' }, {}],
    [{ model: 'haiku' }, { model: ['haiku', 'opus'] }],
    [{ model: 'haiku' }, { model: { pattern: 'haiku' } }],
    [{ contains: 'a refund please' }, { contains: 'refund' }],
    [{ contains: ['a', 'b'] }, { contains: 'a' }],
    [{ last: 'a' }, { last: 'ab' }],
    [{ temperature: 0 }, { model: 'haiku' }],
  ])('%j may not take all of %j', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });
});
