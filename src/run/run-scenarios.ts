// Stand-in until the run house lands.
import type { Entry } from '../model/entry.js';
import type { RunEvent } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { RunPlan, RunSettings } from '../model/settings.js';

export interface RunHooks {
  onEvent(event: RunEvent, line: string): void;
  onEntry?(entry: Entry, scenarioId: string): void;
  readonly signal: AbortSignal;
}

export async function runScenarios(_plan: RunPlan, _settings: RunSettings, _hooks: RunHooks): Promise<void> {}

export async function listScenarios(
  _plan: RunPlan,
  _settings: RunSettings,
  _hooks: RunHooks,
): Promise<readonly Scenario[]> {
  return [];
}
