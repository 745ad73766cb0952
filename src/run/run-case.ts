import type { Failure, ScenarioError } from '../model/outcome.js';
import type { Scenario } from '../model/scenario.js';
import type { ScenarioSeed } from '../model/seed.js';
import type { RunSettings } from '../model/settings.js';
import { isValueMap } from '../model/value.js';
import type { CallResult } from '../vm/vm.js';
import { Schedule } from '../world/schedule.js';
import { settleWorld } from '../world/settle.js';
import type { Settled } from '../world/settled.js';
import type { ForkPoint, Forks } from './forks.js';
import { readHalt } from './halt.js';
import { judge } from './judge.js';

/** What cases of one property are run with. */
export interface CaseSetting {
  readonly scenario: Scenario;
  readonly forks: Forks;
  readonly settings: RunSettings;
  /** The moment from which each case forks. */
  readonly point: ForkPoint;
}

/** One case: its values are made from the choices, or by chance. */
export interface Case {
  readonly seed: ScenarioSeed;
  readonly choices?: readonly number[];
}

/** What became of a case. */
export type CaseEnd =
  | { readonly kind: 'passed'; readonly checkCount: number; readonly saidTrue: boolean }
  /** Given up by a filter or an assumption. */
  | { readonly kind: 'discarded' }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** A counter-example. Those of the same origin fail in the same way. */
  | { readonly kind: 'failed'; readonly failures: readonly Failure[]; readonly origin: string }
  /** It says nothing about the property: its values could not be made, a `before_each` failed, or it did what no case can. */
  | { readonly kind: 'broken'; readonly error: ScenarioError };

const DISCARDED: CaseEnd = { kind: 'discarded' };

/** Runs a case in its own fork. With `isWhole` the world keeps its whole journal. Gives a promise only where it has to wait. */
export function runCase(setting: CaseSetting, one: Case, isWhole = false): CaseEnd | Promise<CaseEnd> {
  const { forks, point, scenario, settings } = setting;
  forks.goTo(point);
  forks.world.isCase = !isWhole;
  forks.world.seedWith(one.seed.text);
  // A property has one order: its cases are what is varied.
  if (settings.schedule !== undefined) forks.world.schedule = new Schedule(() => one.seed.text, settings.schedule);
  const { high, low } = one.seed;
  const args = [scenario.index + 1, high, low, ...(one.choices === undefined ? [] : [[...one.choices]])];
  const called = forks.call('case', args);
  const end = (result: CallResult) => readEnd(result, settleWorld(forks.world), setting);
  return called instanceof Promise ? called.then(end) : end(called);
}

function readEnd(result: CallResult, settled: Settled, { forks, settings, scenario }: CaseSetting): CaseEnd {
  const { world } = forks;
  const halt = readHalt(result, 'raised', world.base.book.excerpt);
  const { checks } = world;
  const status = result.kind === 'returned' ? result.values[2] : undefined;
  if (status === 'unfit' && halt.kind === 'raised') return { kind: 'broken', error: halt.raised[0].error };
  if (status === 'discarded' && checks.failures.length === 0) return DISCARDED;
  const evidence = { checkCount: checks.count, failures: checks.numbered, ...settled };
  const { outcome, failures, error, reason = '' } = judge(halt, evidence, { checks: settings.checks, empty: 'warn' });
  if (outcome === 'passed')
    return { kind: 'passed', checkCount: checks.count + settled.keptPromises, saidTrue: status === 'held' };
  if (outcome === 'skipped') return { kind: 'skipped', reason };
  if (failures.length === 0 && error !== undefined) {
    if (status === 'generating')
      return { kind: 'broken', error: { ...error, message: `in a generator: ${error.message}` } };
    if (error.cause === 'bug' || isOfBeforeEach(result)) return { kind: 'broken', error };
  }
  const all = error === undefined ? failures : [...failures, toFailure(error)];
  return { kind: 'failed', failures: all, origin: originOf(all, scenario) };
}

/** A hook knows nothing of the case: what it raises is no counter-example. */
function isOfBeforeEach(result: CallResult): boolean {
  const [problems] = result.kind === 'returned' ? result.values : [];
  const [first] = Array.isArray(problems) ? problems : [];
  return isValueMap(first) && first.hook === 'before_each';
}

/** An error that a case raised, told like a failed check: it is what the case shows of the property. */
function toFailure({ message, at, excerpt, traceback }: ScenarioError): Failure {
  return {
    check: 'error',
    message: `raised: ${message}`,
    ...(at && { at }),
    ...(excerpt && { excerpt }),
    ...(traceback.length > 1 && { notes: traceback }),
  };
}

function originOf([first]: readonly Failure[], scenario: Scenario): string {
  const { file, line } = first?.at ?? scenario;
  return `${first?.check} ${file}:${line}`;
}
