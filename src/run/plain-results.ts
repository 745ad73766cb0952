import type { Address } from '../model/address.js';
import type { OutcomeKind, ScenarioError, Trouble } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { Interruption } from './worker-messages.js';

/** Where and when something ran. */
export type Stamp = Pick<ScenarioResult, 'worker' | 'startedMs'>;

const NOTHING_RAN = {
  failures: [],
  earlierAttempts: [],
  durationMs: 0,
  checkCount: 0,
  output: '',
  journal: [],
  entryCount: 0,
  seed: '',
} as const;

/** The result of a scenario that does not run, for the reason that it gives itself unless there is another. */
export function restingResult(scenario: Scenario, stamp: Stamp, reason = scenario.reason): ScenarioResult {
  const outcome: OutcomeKind = scenario.mode === 'todo' ? 'todo' : 'skipped';
  return { scenario, ...NOTHING_RAN, ...stamp, outcome, ...(reason && { reason }) };
}

/** The result of a scenario that did not come to its own end: an error, failed checks from before it, or both. */
export function troubleResult(scenario: Scenario, { error, failures }: Trouble, stamp: Stamp): ScenarioResult {
  const outcome: OutcomeKind = error?.cause === 'timed-out' ? 'timed-out' : failures.length > 0 ? 'failed' : 'errored';
  return { scenario, ...NOTHING_RAN, ...stamp, outcome, failures, ...(error && { error }) };
}

/** Something that is told like a scenario but is none: `<load>`, `<teardown>`. `name` is that of its block. */
export function pseudoScenario(
  standsFor: NonNullable<Scenario['standsFor']>,
  where: Pick<Scenario, 'file' | 'line' | 'index'>,
  name = '',
): Scenario {
  const shown = `<${standsFor}> ${name}`.trim();
  return { id: `${where.file}::${shown}`, ...where, path: [shown], tags: [], mode: 'run', standsFor };
}

const WHAT = { load: "the file's top level", scenario: 'the scenario', setup: 'setup', teardown: 'teardown' } as const;

/** The error of a unit that a worker was killed over, or died of. */
export function timeoutError(interruption: Interruption, kind: keyof typeof WHAT, at: Address): ScenarioError {
  if (interruption.cause === 'crashed') {
    return { cause: 'crashed', message: `the worker died while ${WHAT[kind]} ran`, at, traceback: [] };
  }
  return {
    cause: 'timed-out',
    message: `${WHAT[kind]} was stopped after ${interruption.timeoutMs} ms of real time`,
    at,
    traceback: [],
    hint: 'timeout_ms in its options, or --timeout, allows more; --debug runs without a deadline',
  };
}
