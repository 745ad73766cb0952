import { expect, it } from 'vitest';
import { findOddField, kindOf } from '../../src/model/entry-kinds.js';

it('knows what each kind may hold', () => {
  expect(findOddField({ kind: 'workspace.read', data: { path: 'a', bytes: 1 } })).toBeUndefined();
  expect(findOddField({ kind: 'print' })).toBeUndefined();
  expect(findOddField({ kind: 'workspace.read', data: { path: 1 } })).toBe('workspace.read.path is no text');
  expect(findOddField({ kind: 'workspace.read', data: { way: 'a' } })).toBe('workspace.read has no field way');
  expect(findOddField({ kind: 'future.kind' })).toBe('future.kind is no kind of entry');
});

it('takes names of objects for no kinds', () => {
  expect(kindOf('toString')).toBeUndefined();
  expect(findOddField({ kind: 'print', data: { constructor: 'a' } })).toBe('print has no field constructor');
});
