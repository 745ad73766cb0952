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
export { type Decision, RuleError, type RuleErrorCause, type RuleHead, type RuleKind } from './model/rule.js';
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
export { FileRuleStore, type FileRuleStoreOptions } from './rule/file-store.js';
export { MemoryRuleStore } from './rule/memory-store.js';
export { defineRule, type NativeRule } from './rule/native-rule.js';
export { type PreparedRule, prepareRule } from './rule/prepare-rule.js';
export { RuleEngine, type RuleEngineOptions, type RuleOutcome } from './rule/rule-engine.js';
export type { RuleSettings, Schema, Thresholds } from './rule/rule-settings.js';
export type { LoadedNativeRule, LuaRule, RuleChange, RuleStore, StoredRule } from './rule/rule-store.js';
export { hashSource } from './script/script-source.js';
