/** @import { OutcomeKind } from '../../model/outcome.js' */

/** The outcomes in the order people look for them. @type {readonly OutcomeKind[]} */
export const OUTCOMES = ['failed', 'errored', 'timed-out', 'empty', 'flaky', 'passed', 'skipped', 'todo'];

/** Those that make a run not green. @type {ReadonlySet<OutcomeKind>} */
export const BAD_OUTCOMES = new Set(OUTCOMES.slice(0, 4));

/**
 * Real time, short: `0.4 ms`, `13 ms`, `1.84 s`, `2 min 5 s`.
 * @param {number} ms
 */
export function showDuration(ms) {
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Virtual time, exact: `0`, `250 ms`, `31.251 s`.
 * @param {number} ms
 */
export function showVirtualTime(ms) {
  if (ms === 0) return '0';
  return Math.abs(ms) < 1000 ? `${Number(ms.toFixed(3))} ms` : `${Number((ms / 1000).toFixed(3))} s`;
}

/**
 * `12 scenarios`, `1 scenario`.
 * @param {number} count
 * @param {string} noun
 */
export function showCount(count, noun) {
  return `${groupDigits(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * `10,000`, the same in every locale.
 * @param {number} count
 */
export function groupDigits(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * `2026-03-01 09:30:00 UTC`, the same in every zone.
 * @param {string} startedAt ISO 8601
 */
export function showMoment(startedAt) {
  return `${new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
