import type { Attempt } from '../model/outcome.js';
import type { PropertyReport, ScenarioResult } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import { deriveSeed } from '../model/seed.js';
import { judgeEmpty } from './judge.js';
import { type FoundCase, type KnownExample, type Search, type SearchOptions, searchCases } from './property-search.js';
import { roundMs } from './round-ms.js';
import { type Case, runCase } from './run-case.js';
import { ENTRIES, type RunScenarioOptions } from './run-scenario.js';
import { describeCounterexample } from './show-property.js';
import { showCase, simplify } from './simplify-case.js';

/** The part of a scenario's deadline after which a failing case is told as simple as it is by then. */
const SHRINK_SHARE = 0.6;

export interface RunPropertyOptions extends RunScenarioOptions {
  /** Failing cases from earlier runs and attempts; tried before all others. */
  readonly known: readonly KnownExample[];
  /** False where making a failing case simpler got stuck before. */
  readonly mayShrink: boolean;
  /** Real milliseconds for all cases together; 0 is none. */
  readonly timeoutMs: number;
  /** Told which case begins. */
  readonly step: (step: number) => void;
}

type Verdict = Omit<Attempt, 'durationMs'> & { readonly reason?: string; readonly property?: PropertyReport };

/** Runs one attempt at a property, each case in its own fork; a failing case is made as simple as it goes. */
export async function runProperty(scenario: Scenario, options: RunPropertyOptions): Promise<ScenarioResult> {
  const { forks, settings, earlierAttempts } = options;
  const attempt = earlierAttempts.length;
  const search: SearchOptions = { ...options, scenario, attempt };
  const begun = performance.now();
  const isOver = createTimer(options, begun);
  const searched = await searchCases(search);
  const { found } = searched;
  const verdict =
    found === undefined ? concludeWithout(searched, search) : await tellFound(search, { ...searched, found }, isOver);
  const { world } = forks;
  return {
    scenario,
    ...verdict,
    durationMs: roundMs(performance.now() - begun),
    earlierAttempts,
    // The property is a check itself, where its cases decided anything.
    checkCount: searched.checkCount + (found === undefined && isEmpty(searched) ? 0 : 1),
    output: world.output,
    journal: world.journal.entries(found === undefined ? ENTRIES.good : ENTRIES.bad),
    entryCount: world.journal.count,
    seed: deriveSeed(scenario.property?.seed ?? settings.seed, scenario.id, attempt).text,
    ...options.stamp,
    ...(settings.schedule && { schedule: { number: settings.schedule, triedCount: 1, isAll: false } }),
  };
}

function createTimer({ mayShrink, timeoutMs }: RunPropertyOptions, begun: number): () => boolean {
  if (!mayShrink) return () => true;
  return () => timeoutMs > 0 && performance.now() - begun > timeoutMs * SHRINK_SHARE;
}

/** Whether no case made a check or returned whether the property holds. */
function isEmpty({ checkCount, trueCount }: Search): boolean {
  return checkCount + trueCount === 0;
}

/** The verdict where no case failed. The journal says what there was, in place of all that the cases did. */
function concludeWithout(searched: Search, search: SearchOptions): Verdict {
  const { forks, point, scenario, attempt, settings } = search;
  const { passedCount, discardedCount, skipped, error } = searched;
  if (error !== undefined) return { outcome: 'errored', failures: [], error };
  if (skipped !== undefined) return { outcome: 'skipped', failures: [], reason: skipped };
  forks.goTo(point);
  if (isEmpty(searched)) return judgeEmpty('no case of the property checked anything', settings.empty);
  const { file, line } = scenario;
  const text = `${passedCount} cases passed${discardedCount > 0 ? `, ${discardedCount} were discarded` : ''}`;
  forks.world.note({ address: () => ({ file, line }) }, 'property', text);
  const outcome = attempt > 0 ? 'flaky' : 'passed';
  return { outcome, failures: [], property: { passedCount, discardedCount } };
}

/** The verdict where a case failed, after it was made simpler. Leaves the world as that case leaves it. */
async function tellFound(
  search: SearchOptions,
  searched: Search & { found: FoundCase },
  isOver: () => boolean,
): Promise<Verdict> {
  const { found, passedCount, discardedCount } = searched;
  const { seed } = found.one;
  const simple = await simplify(search, found, isOver);
  const { choices } = simple?.example ?? { choices: found.one.choices ?? [] };
  const one: Case = simple === undefined ? found.one : { seed, choices };
  const shown = await showCase(search, one);
  await runCase(search, one, true);
  const counterexample = {
    seed: seed.text,
    choices,
    shown,
    foundIn: found.number,
    steps: simple?.steps ?? 0,
    tries: simple?.tries ?? 0,
  };
  const { failures } = simple?.example.end ?? found.end;
  return {
    outcome: 'failed',
    failures: [describeCounterexample(counterexample, search, simple?.isCut === true), ...failures],
    property: { passedCount, discardedCount, counterexample },
  };
}
