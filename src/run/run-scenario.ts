import type { Attempt } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import { type Scenario, showScenarioName } from '../model/scenario.js';
import { deriveSeed } from '../model/seed.js';
import type { RunSettings } from '../model/settings.js';
import type { Schedule } from '../world/schedule.js';
import { settleWorld } from '../world/settle.js';
import type { ForkPoint, Forks } from './forks.js';
import { readHalt } from './halt.js';
import { judge } from './judge.js';
import type { Stamp } from './plain-results.js';
import { roundMs } from './round-ms.js';

/** Journal entries that a result carries; the verdict on it decides how many. */
export const ENTRIES = { good: 100, bad: 1000 } as const;

export interface RunScenarioOptions {
  readonly forks: Forks;
  readonly settings: RunSettings;
  /** The moment from which the scenario forks. */
  readonly point: ForkPoint;
  readonly stamp: Stamp;
  /** Attempts at it so far, oldest first; a retry has other random numbers. */
  readonly earlierAttempts: readonly Attempt[];
  /** The order in which its tasks go on; the plain one where undefined. */
  readonly schedule?: Schedule;
}

/** Runs one attempt at a scenario in its own fork, and judges it. */
export async function runScenario(scenario: Scenario, options: RunScenarioOptions): Promise<ScenarioResult> {
  const { forks, settings, earlierAttempts } = options;
  const seed = deriveSeed(settings.seed, scenario.id, earlierAttempts.length);
  forks.goTo(options.point);
  forks.world.scenarioName = showScenarioName(scenario);
  forks.world.seedWith(seed.text);
  forks.world.schedule = options.schedule;
  const begun = performance.now();
  const called = forks.call('scenario', [scenario.index + 1, seed.high, seed.low]);
  const returned = called instanceof Promise ? await called : called;
  const durationMs = roundMs(performance.now() - begun);
  const { world } = forks;
  const { journal, checks } = world;
  const halt = readHalt(returned, 'raised', world.base.book.excerpt);
  const { keptPromises, unkept } = settleWorld(world);
  const evidence = { checkCount: checks.count, failures: checks.numbered, keptPromises, unkept };
  const { outcome, failures, error, reason } = judge(halt, evidence, settings);
  const isGood = outcome === 'passed' || outcome === 'skipped';
  // Put together field by field: this is done for each scenario, and spreading objects costs as much as running a small one.
  const result: Writable<ScenarioResult> = {
    scenario,
    outcome: outcome === 'passed' && earlierAttempts.length > 0 ? 'flaky' : outcome,
    failures,
    durationMs,
    earlierAttempts,
    checkCount: checks.count + keptPromises,
    output: world.output,
    journal: journal.entries(isGood ? ENTRIES.good : ENTRIES.bad),
    entryCount: journal.count,
    seed: seed.text,
    worker: options.stamp.worker,
    startedMs: options.stamp.startedMs,
  };
  if (error !== undefined) result.error = error;
  if (reason !== undefined) result.reason = reason;
  if (world.snapshots !== undefined) {
    result.snapshots = world.snapshots.entries;
    result.inlineSnapshots = world.snapshots.inline;
  }
  if (halt.kind === 'finished' && halt.claim.durationMs !== undefined)
    result.reportedDurationMs = halt.claim.durationMs;
  return result;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The part of a result that stays of an attempt that was tried again. */
export function toAttempt({ outcome, failures, error, durationMs, schedule }: ScenarioResult): Attempt {
  return { outcome, failures, durationMs, ...(error && { error }), ...(schedule && { schedule }) };
}
