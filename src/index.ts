import type { AgentFactory } from './model/agent-world.js';
import type { Config } from './model/config.js';

/** Gives a config its types: `export default defineConfig({ … })`. */
export function defineConfig(config: Config): Config {
  return config;
}

/** Gives an agent its types: `export default defineAgent((options) => async (task, world) => …)`. */
export function defineAgent(make: AgentFactory): AgentFactory {
  return make;
}

export type { Address } from './model/address.js';
export type {
  AgentAnswer,
  AgentBudget,
  AgentData,
  AgentFields,
  AgentOptions,
  AgentResult,
  AgentTask,
  AgentTokens,
} from './model/agent.js';
export type {
  AgentBlamedLine,
  AgentCommit,
  AgentFileStat,
  AgentFiles,
  AgentGitStatus,
  AgentGrepHit,
  AgentGrepOptions,
  AgentGrepResult,
  AgentHistory,
} from './model/agent-files.js';
export type {
  AgentCallOptions,
  AgentChoice,
  AgentChunk,
  AgentFault,
  AgentMessage,
  AgentReply,
  AgentToolCall,
  AgentToolResult,
  AgentToolSpec,
} from './model/agent-model.js';
export type { AgentFactory, AgentRunner, AgentWorld } from './model/agent-world.js';
export type { Config, ReporterSetting } from './model/config.js';
export type { Difference, DiffPart, DiffRow, Variable, Variables } from './model/difference.js';
export type { Entry } from './model/entry.js';
export { KnownError, type KnownErrorCode } from './model/known-error.js';
export type { Attempt, ErrorCause, Excerpt, Failure, OutcomeKind, ScenarioError } from './model/outcome.js';
export {
  type Decision,
  type ExplainedDecision,
  type Explanation,
  type LineCount,
  RuleError,
  type RuleErrorCause,
  type RuleHead,
  type RuleKind,
  type ValueRead,
} from './model/rule.js';
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
export type {
  AgentCommand,
  AgentSetting,
  ModelPrice,
  RunPlan,
  RunSettings,
  ScriptRoots,
  Selection,
} from './model/settings.js';
export type { Value, ValueMap } from './model/value.js';
export { FileRuleStore, type FileRuleStoreOptions } from './rule/file-store.js';
export { DecisionLog, type DecisionLogOptions } from './rule/log/decision-log.js';
export type { LoggedDecision, MadeDecision } from './rule/log/log-line.js';
export { readLog } from './rule/log/read-log.js';
export { type Flip, type FlipCount, Replay, type ReplayOptions, type ReplayReport } from './rule/log/replay.js';
export { MemoryRuleStore } from './rule/memory-store.js';
export { defineRule, type NativeRule } from './rule/native-rule.js';
export { RulePool, type RulePoolOptions } from './rule/pool/rule-pool.js';
export { prepareRule } from './rule/prepare-rule.js';
export type { PreparedRule } from './rule/prepared-rule.js';
export { RuleEngine, type RuleEngineOptions, type RuleOutcome } from './rule/rule-engine.js';
export type { RuleSettings, Schema, Thresholds } from './rule/rule-settings.js';
export type { LoadedNativeRule, LuaRule, RuleChange, RuleStore, StoredRule } from './rule/rule-store.js';
export type { Grants } from './script/grants.js';
export type { ScriptPorts } from './script/script-functions.js';
export { hashSource } from './script/script-source.js';
