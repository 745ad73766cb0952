import { isBad } from '../../model/outcome.js';
import type { ScenarioResult } from '../../model/run-event.js';
import type { RunPlan } from '../../model/settings.js';
import type { Baseline } from '../../run/mutation/plan-mutants.js';
import type { Runner } from '../../run/runner.js';

export interface BaselineRun {
  readonly baseline: Baseline;
  /** What went wrong in files that run a script: mutants would tell nothing there. */
  readonly bad: readonly ScenarioResult[];
}

/** Runs all scenarios with the scripts as they are, and notes which runs what. */
export async function runBaseline(
  runner: Runner,
  plan: RunPlan,
  scripts: readonly string[],
  signal: AbortSignal,
): Promise<BaselineRun> {
  const results: ScenarioResult[] = [];
  const notes: Baseline['notes'][number][] = [];
  await runner.run(
    { ...plan, coverage: { files: scripts, byScenario: true } },
    {
      signal,
      onEvent: (event) => {
        if (event.kind === 'scenario.finished') results.push(event.result);
      },
      onCounted: (counted) => notes.push(...counted),
    },
  );
  const touching = new Set(notes.flatMap(({ unit }) => unit?.file ?? []));
  const bad = results.filter(({ outcome, scenario }) => isBad(outcome) && touching.has(scenario.file));
  return { baseline: { notes, results }, bad };
}
