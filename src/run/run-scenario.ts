import type { Attempt } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { RunSettings } from '../model/settings.js';
import { settleWorld } from '../world/settle.js';
import type { World } from '../world/world.js';
import type { ForkPoint, Forks } from './forks.js';
import { type Halt, readHalt } from './halt.js';
import { judge } from './judge.js';
import { roundMs } from './round-ms.js';
import { deriveSeed } from './seed.js';

/** Journal entries that a result carries; the verdict on it decides how many. */
const ENTRIES = { good: 100, bad: 1000 } as const;

/** One attempt with all that a result needs of it. */
export type AttemptResult = Omit<ScenarioResult, 'scenario' | 'earlierAttempts' | 'worker' | 'startedMs'>;

export interface RunScenarioOptions {
  readonly forks: Forks;
  readonly settings: RunSettings;
  /** The moment from which the scenario forks. */
  readonly point: ForkPoint;
  /** From 0; a retry has other random numbers. */
  readonly attempt: number;
}

/** Runs one attempt at a scenario in its own fork, and judges it. */
export async function runScenario(scenario: Scenario, options: RunScenarioOptions): Promise<AttemptResult> {
  const { forks, settings } = options;
  const seed = deriveSeed(settings.seed, scenario.id, options.attempt);
  forks.goTo(options.point);
  const begun = performance.now();
  const called = forks.call('scenario', [scenario.index + 1, seed.high, seed.low]);
  const result = called instanceof Promise ? await called : called;
  const durationMs = roundMs(performance.now() - begun);
  const { world } = forks;
  const halt = readHalt(result, 'raised', world.base.book.excerpt);
  return assemble(halt, world, { settings, durationMs, seed: seed.text });
}

interface Measured {
  readonly settings: RunSettings;
  readonly durationMs: number;
  readonly seed: string;
}

function assemble(halt: Halt, world: World, { settings, durationMs, seed }: Measured): AttemptResult {
  const settled = settleWorld(world);
  const evidence = { checkCount: world.checks.count, failures: world.checks.failures, ...settled };
  const verdict = judge(halt, evidence, settings);
  const isGood = verdict.outcome === 'passed' || verdict.outcome === 'skipped';
  const reported = halt.kind === 'finished' ? halt.claim.durationMs : undefined;
  return {
    ...verdict,
    durationMs,
    ...(reported !== undefined && { reportedDurationMs: reported }),
    checkCount: evidence.checkCount + settled.keptPromises,
    output: world.output,
    journal: world.journal.entries(isGood ? ENTRIES.good : ENTRIES.bad),
    entryCount: world.journal.count,
    seed,
  };
}

/** The part of a result that stays of an attempt that was tried again. */
export function toAttempt({ outcome, failures, error, durationMs }: AttemptResult): Attempt {
  return { outcome, failures, durationMs, ...(error && { error }) };
}
