import { expect, it } from 'vitest';
import { readThrown } from '../../src/script/read-thrown.js';

it('finds the line in a stack of file URLs', () => {
  const error = new TypeError('no such thing\nsecond line');
  error.stack = 'TypeError: no such thing\n    at file:///p/lib.mjs:1:1\n    at file:///p/moonrig.config.mjs:12:7';
  expect(readThrown(error, '/p/moonrig.config.mjs', 'the config')).toEqual({
    message: 'the config failed: no such thing',
    line: 12,
  });
});

it('finds the line in a stack of Windows paths', () => {
  const error = new Error('no');
  error.stack = 'Error: no\n    at C:\\p\\moonrig.config.ts:3:1';
  expect(readThrown(error, 'C:\\p\\moonrig.config.ts', 'the config').line).toBe(3);
});

it('tells what does not parse from what fails', () => {
  const error = new SyntaxError("Unexpected token ']'");
  error.stack = 'SyntaxError: Unexpected token';
  expect(readThrown(error, '/p/a.mjs', 'the config')).toEqual({
    message: "the config does not parse: Unexpected token ']'",
  });
  expect(readThrown(new RangeError(''), '/p/a.mjs', 'the config')).toEqual({
    message: 'the config failed: RangeError',
  });
  expect(readThrown(undefined, '/p/a.mjs', 'the config')).toEqual({ message: 'the config threw undefined' });
});
