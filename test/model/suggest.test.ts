import { expect, it } from 'vitest';
import { didYouMean, suggestName } from '../../src/model/suggest.js';

it('finds the name a slip of the hand was meant for', () => {
  const names = ['retries', 'reporters', 'roots'];
  expect(suggestName('retires', names)).toBe('retries');
  expect(suggestName('RETRIES', names)).toBe('retries');
  expect(suggestName('root', names)).toBe('roots');
});

it('counts a swap of neighbours as one slip', () => {
  expect(suggestName('rnu', ['run', 'list'])).toBe('run');
  expect(suggestName('junti', ['html', 'junit'])).toBe('junit');
});

it('finds nothing where nothing is near', () => {
  expect(suggestName('banana', ['run', 'list'])).toBeUndefined();
  expect(suggestName('run', [])).toBeUndefined();
});

it('says it as the end of a sentence', () => {
  expect(didYouMean('rnu', ['run'])).toBe('; did you mean run?');
  expect(didYouMean('banana', ['run'])).toBe('');
});
