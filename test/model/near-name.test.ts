import { expect, it } from 'vitest';
import { findNearName } from '../../src/model/near-name.js';

it('finds the name a slip of the hand was meant for', () => {
  const names = ['retries', 'reporters', 'roots'];
  expect(findNearName('retires', names)).toBe('retries');
  expect(findNearName('RETRIES', names)).toBe('retries');
  expect(findNearName('root', names)).toBe('roots');
});

it('counts a swap of neighbours as one slip', () => {
  expect(findNearName('rnu', ['run', 'list'])).toBe('run');
});

it('finds the only name that begins as typed', () => {
  expect(findNearName('time', ['timeoutMs', 'workers'])).toBe('timeoutMs');
  expect(findNearName('re', ['retries', 'reporters'])).toBeUndefined();
});

it('finds nothing where nothing is near', () => {
  expect(findNearName('banana', ['run', 'list'])).toBeUndefined();
  expect(findNearName('x'.repeat(5000), ['run'])).toBeUndefined();
  expect(findNearName('run', [])).toBeUndefined();
});
