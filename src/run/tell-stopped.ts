import type { Attempt } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { World } from '../world/world.js';
import { visibleFailures } from './judge.js';
import { timeoutError, troubleResult } from './plain-results.js';
import type { WorkerContext } from './worker-context.js';
import type { Interruption } from './worker-messages.js';

interface StoppedParts {
  readonly context: WorkerContext;
  /** The world that it forked from: what had failed there stays told. */
  readonly world: World;
  readonly earlierAttempts: readonly Attempt[];
}

/** The result of a scenario that a worker was killed over, or died of. */
export async function tellStopped(
  scenario: Scenario,
  stuck: Interruption,
  { context, world, earlierAttempts }: StoppedParts,
): Promise<ScenarioResult> {
  const { file, line } = scenario;
  const error = timeoutError(stuck, 'scenario', { file, line });
  const where = await showWhere(scenario, stuck, context.settings.seed);
  const failures = visibleFailures(world.checks.numbered, context.settings.checks);
  const told = { error: { ...error, message: `${error.message}${where}` }, failures };
  const result = troubleResult(scenario, told, context.stamp());
  return { ...result, durationMs: stuck.timeoutMs, earlierAttempts };
}

async function showWhere(scenario: Scenario, { step = 0, attempt }: Interruption, seed: string): Promise<string> {
  if (scenario.property === undefined) return step === 0 ? '' : `, in schedule ${step}`;
  const { showStuckCase } = await import('./show-property.js');
  return showStuckCase(step, { scenario, attempt, seed });
}
