import { expect, it } from 'vitest';
import { groupDigits, showCount, showDuration, showMoment, showVirtualTime } from '../../../src/report/page/format.js';

it.each([
  [0, '0 ms'],
  [0.44, '0.4 ms'],
  [9.94, '9.9 ms'],
  [9.96, '10 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [59_994, '59.99 s'],
  [59_996, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('shows %d ms of real time as %s', (ms, shown) => {
  expect(showDuration(ms)).toBe(shown);
});

it.each([
  [0, '0'],
  [250, '250 ms'],
  [31_251, '31.251 s'],
])('shows %d ms of virtual time as %s', (ms, shown) => {
  expect(showVirtualTime(ms)).toBe(shown);
});

it('counts', () => {
  expect(showCount(1, 'scenario')).toBe('1 scenario');
  expect(showCount(10_000, 'scenario')).toBe('10,000 scenarios');
  expect(groupDigits(1_234_567)).toBe('1,234,567');
});

it('shows a moment in UTC', () => {
  expect(showMoment('2026-03-01T09:30:00.250+02:00')).toBe('2026-03-01 07:30:00 UTC');
});
