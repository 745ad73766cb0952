/** What agents give and are given: nothing but data, as JSON has it, and bytes that are no text. */
export type AgentData =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly AgentData[]
  | { readonly [key: string]: AgentData };

/** A task as the scenario gives it; an agent may read further fields. Names are those that Lua has. */
export interface AgentTask {
  readonly id: string | number;
  readonly description?: string;
  readonly model?: string;
  readonly cost_sensitive?: boolean;
  readonly max_cost_cents?: number;
  readonly [field: string]: AgentData;
}

/** What `Agent.new(name, options)` was given. */
export interface AgentOptions {
  readonly model?: string;
  readonly rule_result?: AgentData;
  readonly specialization?: AgentData;
  readonly max_turns?: number;
}

/** What an agent has to say at the end of a task; a text alone is `{ text }`. */
export interface AgentAnswer {
  readonly text: string;
  /** Whether the task was done; true where left out. */
  readonly success?: boolean;
  /** Why it was not. */
  readonly error?: string;
  /** Handed to the scenario as `result.data`. */
  readonly data?: AgentData;
}

export interface AgentTokens {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/** How a task went that was handed over: what `agent:execute` gives in Lua. */
export interface AgentResult {
  readonly success: boolean;
  readonly text: string;
  readonly code: string;
  readonly tokens: AgentTokens;
  readonly cost_cents: number;
  readonly model?: string;
  /** How often a model was asked. */
  readonly turns: number;
  readonly task_id: string | number;
  readonly error?: string;
  readonly data?: AgentData;
  /** The agent that gave the answer, where the task was handed on to it. */
  readonly handed_to?: string;
}

/** What may still be spent, by the scenario's budgets and the task's; Infinity of what none limits. Nothing is below 0. */
export interface AgentBudget {
  readonly cost_cents: number;
  readonly tokens: number;
  readonly calls: number;
}

/** Named values. */
export type AgentFields = Readonly<Record<string, AgentData>>;
