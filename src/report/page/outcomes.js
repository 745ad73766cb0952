/** @import { OutcomeKind } from '../../model/outcome.js' */

/** The outcomes in the order people look for them. @type {readonly OutcomeKind[]} */
export const OUTCOMES = ['failed', 'errored', 'timed-out', 'empty', 'flaky', 'passed', 'skipped', 'todo'];

/** Those that make a run not green. @type {ReadonlySet<OutcomeKind>} */
export const BAD_OUTCOMES = new Set(OUTCOMES.slice(0, 4));
