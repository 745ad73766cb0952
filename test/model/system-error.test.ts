import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { showSystemError } from '../../src/model/system-error.js';

it('says in words why the system refused', () => {
  expect(showSystemError(failure(() => readFileSync('/no/such/file')))).toBe('it does not exist (ENOENT)');
  expect(showSystemError(failure(() => readFileSync('/')))).toBe('it is a folder (EISDIR)');
});

it('keeps the code of an error it has no words for', () => {
  expect(showSystemError(Object.assign(new Error('odd'), { code: 'EODD', syscall: 'read' }))).toBe('EODD');
});

it('knows which errors do not come from the system', () => {
  expect(showSystemError(new TypeError('x'))).toBeUndefined();
  expect(showSystemError(failure(() => new URL('nonsense')))).toBeUndefined();
  expect(showSystemError('ENOENT')).toBeUndefined();
});

function failure(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
