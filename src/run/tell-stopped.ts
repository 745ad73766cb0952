import type { Attempt } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import { errorResult, timeoutError } from './plain-results.js';
import type { WorkerContext } from './worker-context.js';
import type { Interruption } from './worker-messages.js';

/** The result of a scenario that a worker was killed over, or died of. */
export async function tellStopped(
  scenario: Scenario,
  stuck: Interruption,
  { context, earlierAttempts }: { context: WorkerContext; earlierAttempts: readonly Attempt[] },
): Promise<ScenarioResult> {
  const { file, line } = scenario;
  const error = timeoutError(stuck, 'scenario', { file, line });
  const where = await showWhere(scenario, stuck, context.settings.seed);
  const result = errorResult(scenario, { ...error, message: `${error.message}${where}` }, context.stamp());
  return { ...result, durationMs: stuck.timeoutMs, earlierAttempts };
}

async function showWhere(scenario: Scenario, { step = 0, attempt }: Interruption, seed: string): Promise<string> {
  if (scenario.property === undefined) return step === 0 ? '' : `, in schedule ${step}`;
  const { showStuckCase } = await import('./show-property.js');
  return showStuckCase(step, { scenario, attempt, seed });
}
