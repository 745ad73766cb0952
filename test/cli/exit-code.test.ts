import { expect, it } from 'vitest';
import { type ExitFacts, getExitCode, readErrorFacts, readExitFacts } from '../../src/cli/exit-code.js';
import type { RunEvent } from '../../src/model/run-event.js';
import { foldEvents } from '../../src/model/run-record.js';
import { createFinished, createResult, STARTED, told } from '../support/results.js';

it('is 0 where nothing speaks against it', () => {
  expect(getExitCode({})).toBe(0);
  expect(getExitCode({ hasFailed: false, isBug: false })).toBe(0);
});

it('is that of the first fact that holds', () => {
  const order: [keyof ExitFacts, number][] = [
    ['isNoisy', 5],
    ['isUndecided', 2],
    ['hasFailed', 1],
    ['isMisused', 3],
    ['isBug', 4],
    ['isInterrupted', 130],
  ];
  let facts: ExitFacts = {};
  for (const [fact, code] of order) {
    facts = { ...facts, [fact]: true };
    expect(getExitCode(facts)).toBe(code);
  }
});

function exitOf(...events: RunEvent[]): number {
  return getExitCode(readExitFacts(foldEvents([STARTED, ...events])));
}

it.each([
  ['passed', 0],
  ['flaky', 0],
  ['skipped', 0],
  ['todo', 0],
  ['failed', 1],
  ['empty', 1],
  ['errored', 2],
  ['timed-out', 2],
] as const)('of a run with one %s scenario is %i', (outcome, code) => {
  expect(exitOf(told(createResult('a', { outcome })), createFinished())).toBe(code);
});

it('tells failed before undecided', () => {
  const results = [createResult('a', { outcome: 'errored' }), createResult('b', { outcome: 'failed' })];
  expect(exitOf(...results.map(told), createFinished())).toBe(1);
});

it('is never green for a run that stopped early or in which nothing ran', () => {
  const passed = told(createResult('a'));
  expect(exitOf(passed, createFinished({ stopped: 'interrupted' }))).toBe(130);
  expect(exitOf(passed, createFinished({ stopped: 'bailed' }))).toBe(2);
  expect(exitOf(passed)).toBe(2);
  expect(exitOf(createFinished())).toBe(3);
});

it('tells a misuse from what could not be decided', () => {
  expect(getExitCode(readErrorFacts('bad-command-line'))).toBe(3);
  expect(getExitCode(readErrorFacts('bad-config'))).toBe(3);
  expect(getExitCode(readErrorFacts('not-found'))).toBe(3);
  expect(getExitCode(readErrorFacts('bad-record'))).toBe(3);
  expect(getExitCode(readErrorFacts('bad-mock'))).toBe(2);
  expect(getExitCode(readErrorFacts('report-not-written'))).toBe(2);
});
