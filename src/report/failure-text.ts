import { type Address, showAddress } from '../model/address.js';
import type { Variables } from '../model/difference.js';
import type { Attempt, Failure, ScenarioError, ScheduleReport } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import { showExcerpt } from './show-excerpt.js';
import { showTrail } from './show-trail.js';
import { showValues } from './show-values.js';
import { labelLines, type ShownLine, toLines } from './shown-line.js';

/** A failed check as lines. `scenarioAt` stands in where the failure has no address of its own. */
export function showFailure(failure: Failure, scenarioAt: Address): ShownLine[] {
  return [
    ...toLines('message', failure.message.trim() === '' ? `the check ${failure.check} said no` : failure.message),
    ...showAt(failure.at ?? scenarioAt),
    ...showValues(failure),
    ...(failure.notes ?? []).flatMap((note) => toLines('note', note)),
    ...showExcerpt(failure.excerpt, failure),
    ...(failure.traceback ?? []).flatMap((frame) => toLines('frame', frame)),
    ...showLocals(failure.locals),
  ];
}

/** Why an attempt could not be decided, as lines. */
function showError(error: ScenarioError, scenarioAt: Address): ShownLine[] {
  return [
    ...toLines('message', error.message.trim() === '' ? `no verdict: ${error.cause}` : error.message),
    ...showAt(error.at ?? scenarioAt),
    ...showExcerpt(error.excerpt, error),
    ...error.traceback.flatMap((frame) => toLines('frame', frame)),
    ...showLocals(error.locals),
    ...(error.hint === undefined ? [] : toLines('hint', `hint: ${error.hint}`)),
  ];
}

/** Failed checks of one attempt that are shown. */
const MAX_FAILURES = 20;

/** Everything that spoiled one attempt, the decisive part first. Empty only where the attempt was good. */
export function showAttempt(attempt: Attempt, scenarioAt: Address): ShownLine[] {
  const told = attempt.failures.length === 0 && attempt.error === undefined ? [] : showReasons(attempt, scenarioAt);
  const shown = told.length > 0 ? told : showBareOutcome(attempt.outcome, scenarioAt);
  return shown.length > 0 ? [...shown, ...showSchedule(attempt.schedule)] : [];
}

function showReasons(attempt: Attempt, scenarioAt: Address): ShownLine[] {
  const failures = attempt.failures.slice(0, MAX_FAILURES).flatMap((failure) => showFailure(failure, scenarioAt));
  const moreCount = attempt.failures.length - MAX_FAILURES;
  if (moreCount > 0) failures.push(...toLines('message', `… ${moreCount} more failed checks`));
  const error = attempt.error === undefined ? [] : showError(attempt.error, scenarioAt);
  return attempt.outcome === 'failed' ? [...failures, ...error] : [...error, ...failures];
}

/** Of which order of tasks a bad result is. */
function showSchedule(schedule: ScheduleReport | undefined): ShownLine[] {
  if (schedule === undefined) return [];
  const { number, triedCount } = schedule;
  const before =
    triedCount === 2 ? ', after one order that was good' : `, after ${triedCount - 1} orders that were good`;
  const order = number === 0 ? 'the plain order of its tasks' : `schedule ${number} of its tasks`;
  return labelLines('order', toLines('note', `${order}${triedCount > 1 ? before : ''}`));
}

/** All there is to say of a bad result: what spoiled its last attempt, what came before that, how to run it again. */
export function showResult(result: ScenarioResult, rerun: string | undefined): ShownLine[] {
  const shown = showAttempt(result, result.scenario);
  if (shown.length === 0) return [];
  return [...shown, ...showTrail(result), ...(rerun === undefined ? [] : labelLines('again', toLines('rerun', rerun)))];
}

/** Plain text of lines: a message stands at the margin, what belongs to it is indented, an empty line between two. */
export function joinLines(shown: readonly ShownLine[]): string {
  const text = shown.map(({ kind, text }, index) => {
    if (kind !== 'message') return `  ${text}`.trimEnd();
    const begins = index > 0 && shown[index - 1]?.kind !== 'message';
    return begins ? `\n${text}` : text;
  });
  return text.join('\n');
}

function showBareOutcome(outcome: Attempt['outcome'], scenarioAt: Address): ShownLine[] {
  if (outcome === 'empty') {
    const hint = 'hint: assert something (a property may also return true), or set `empty: "warn"` in the config';
    return [...toLines('message', 'checked nothing'), ...showAt(scenarioAt), ...toLines('hint', hint)];
  }
  if (outcome === 'failed') return [...toLines('message', 'failed without a message'), ...showAt(scenarioAt)];
  if (outcome === 'errored') return [...toLines('message', 'no verdict'), ...showAt(scenarioAt)];
  if (outcome === 'timed-out') return [...toLines('message', 'did not end in time'), ...showAt(scenarioAt)];
  return [];
}

function showAt(at: Address): ShownLine[] {
  // Line 0 is a place that has no line to give, such as `<load>`.
  const shown = at.line === 0 ? at.file : showAddress(at);
  return toLines('at', `at ${shown.replaceAll('\n', '\\n')}`);
}

/** Names are padded up to this length, so that the values stand below each other. */
const NAME_WIDTH = 16;

function showLocals(locals: Variables | undefined): ShownLine[] {
  if (locals === undefined) return [];
  const lengths = locals.values.map(({ name }) => name.length).filter((length) => length <= NAME_WIDTH);
  const width = Math.max(0, ...lengths);
  const shown = locals.values.flatMap(({ name, value }) => toLines('local', `${name.padEnd(width)} = ${value}`));
  const rest = locals.hiddenCount > 0 ? toLines('local', `… ${locals.hiddenCount} more`) : [];
  return labelLines('locals', [...shown, ...rest]);
}
