import type { Config } from './model/config.js';

/** Gives a config its types: `export default defineConfig({ … })`. */
export function defineConfig(config: Config): Config {
  return config;
}

export type { Address } from './model/address.js';
export type { Config, ReporterSetting } from './model/config.js';
export type { Difference, DiffPart, DiffRow, Variable, Variables } from './model/difference.js';
export type { Entry } from './model/entry.js';
export type { Attempt, ErrorCause, Excerpt, Failure, OutcomeKind, ScenarioError } from './model/outcome.js';
export type {
  Counterexample,
  FileLoaded,
  PropertyReport,
  RunEvent,
  RunFinished,
  RunStarted,
  ScenarioFinished,
  ScenarioResult,
  Warning,
} from './model/run-event.js';
export type { OutcomeCounts, RunRecord } from './model/run-record.js';
export type { PropertyOptions, Scenario, ScenarioMode } from './model/scenario.js';
export type { ModelPrice, RunPlan, RunSettings, ScriptRoots, Selection } from './model/settings.js';
export type { Value, ValueMap } from './model/value.js';
