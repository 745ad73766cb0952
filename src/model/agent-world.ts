import type {
  AgentAnswer,
  AgentBudget,
  AgentData,
  AgentFields,
  AgentOptions,
  AgentResult,
  AgentTask,
} from './agent.js';
import type { AgentFiles, AgentHistory } from './agent-files.js';
import type {
  AgentCallOptions,
  AgentChunk,
  AgentMessage,
  AgentReply,
  AgentToolCall,
  AgentToolResult,
  AgentToolSpec,
} from './agent-model.js';

/**
 * The world as a native agent sees it: what Lua scripts under test have, through the same mocks. Calls that are refused
 * reject with an error; of a model's failure, `error.fault` tells more.
 */
export interface AgentWorld {
  /** The agent's name. */
  readonly agent: string;
  /** Aborted when the task is over: calls are refused from then on. */
  readonly signal: AbortSignal;
  readonly llm: {
    /** `model` is a model or a level such as `simple`; `prompt` a text, or the messages of a chat. */
    call(model: string, prompt: string | readonly AgentMessage[], options?: AgentCallOptions): Promise<AgentReply>;
    /** The same, chunk by chunk; virtual time passes between them. */
    stream(
      model: string,
      prompt: string | readonly AgentMessage[],
      options?: AgentCallOptions,
    ): AsyncIterable<AgentChunk>;
  };
  readonly tools: {
    /** Those that the scenario offers (`agent:tool`), and those that the agent has added. */
    list(): readonly AgentToolSpec[];
    /** Adds a tool of the agent's own. What `run` gives is told to the model: a text as it is, all else as JSON. */
    add<Arguments = AgentData>(spec: AgentToolSpec, run: (args: Arguments) => AgentData | Promise<AgentData>): void;
    /** Calls a tool for the model. Arguments that its schema refuses, and what it throws, are results too. */
    call(call: AgentToolCall): Promise<AgentToolResult>;
  };
  readonly workspace: AgentFiles;
  readonly git: AgentHistory;
  /** The global `fetch`: mocks answer it, those of the model where a provider of models is asked. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: {
    /** Virtual milliseconds since 1970. */
    now(): number;
    /** The virtual time as ISO 8601 in UTC. */
    iso(): string;
    /** Lets virtual time pass; costs no real time. */
    sleep(ms: number): Promise<void>;
  };
  /** Chance that the scenario's seed decides. */
  readonly random: {
    number(): number;
    integer(low: number, high: number): number;
    pick<T>(list: readonly T[]): T | undefined;
    shuffle<T>(list: readonly T[]): T[];
    uuid(): string;
    id(prefix?: string): string;
  };
  readonly log: Readonly<Record<'debug' | 'info' | 'warn' | 'error', (message: string, fields?: AgentFields) => void>>;
  /** What may still be spent. */
  budget(): AgentBudget;
  /** Hands a task over to another agent, and waits for its result. */
  handOver(agent: string, task: Omit<AgentTask, 'id'> & { readonly id?: AgentTask['id'] }): Promise<AgentResult>;
}

/** Works on one task. */
export type AgentRunner = (task: AgentTask, world: AgentWorld) => string | AgentAnswer | Promise<string | AgentAnswer>;

/** Makes an agent. It is called anew for each `Agent.new` of each scenario, so that nothing it keeps outlives a scenario. */
export type AgentFactory = (options: AgentOptions) => AgentRunner;
