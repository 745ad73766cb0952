// Stand-in until the run house lands.
import type { RunEvent } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { RunPlan, RunSettings } from '../model/settings.js';

interface Hooks {
  onEvent(event: RunEvent, line: string): void;
  readonly signal: AbortSignal;
}

export async function runScenarios(_plan: RunPlan, _settings: RunSettings, _hooks: Hooks): Promise<void> {}

export async function listScenarios(
  _plan: RunPlan,
  _settings: RunSettings,
  _hooks: Hooks,
): Promise<readonly Scenario[]> {
  return [];
}
