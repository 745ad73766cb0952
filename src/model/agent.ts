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
  readonly task_id: string | number;
  readonly error?: string;
  readonly data?: AgentData;
}

/** What may still be spent, by the scenario's budgets and the task's; Infinity of what none limits. Nothing is below 0. */
export interface AgentBudget {
  readonly cost_cents: number;
  readonly tokens: number;
  readonly calls: number;
}

/** A tool that a model asks for. */
export interface AgentToolCall {
  readonly id?: string;
  readonly name: string;
  /** Plain data; the raw text where it is no valid JSON. */
  readonly arguments?: AgentData;
}

/** A tool that a model is offered. */
export interface AgentToolSpec {
  readonly name: string;
  readonly description?: string;
  /** A JSON schema of the arguments. */
  readonly parameters?: AgentData;
}

/** What a tool gave, as it is told to the model. */
export interface AgentToolResult {
  readonly text: string;
  /** Whether the text tells what went wrong. */
  readonly is_error: boolean;
}

/** One message of a chat. */
export interface AgentMessage {
  readonly role: string;
  readonly content: string;
  readonly tool_calls?: readonly AgentToolCall[];
  readonly tool_call_id?: string;
  readonly name?: string;
}

/** Options of `llm.call`. */
export interface AgentCallOptions {
  readonly tools?: readonly AgentToolSpec[];
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly conversation?: string;
  /** Whether the answer is to be JSON: `true`, or a JSON schema of it. */
  readonly json?: AgentData;
  readonly timeout_ms?: number;
}

/** One of the answers to a call; most calls have one. */
export interface AgentChoice {
  readonly text: string;
  readonly tool_calls: readonly Required<AgentToolCall>[];
  readonly finish_reason: string;
}

/** What a model answered. */
export interface AgentReply extends AgentChoice {
  /** All of them, where there are several. */
  readonly choices?: readonly AgentChoice[];
  /** What the text says, where JSON was asked for. */
  readonly json?: AgentData;
  readonly tokens: AgentTokens;
  readonly cost_cents: number;
  readonly model: string;
}

/** A piece of an answer that is streamed. The last one has the whole reply. */
export interface AgentChunk {
  readonly text: string;
  readonly tool_call?: Required<AgentToolCall>;
  readonly reply?: AgentReply;
}

/** What came in place of an answer, as a provider or the network would have it: `error.fault` of a failed call. */
export interface AgentFault {
  readonly kind: string;
  readonly status?: number;
  readonly retry_after_ms?: number;
  readonly message: string;
}

/** One commit of the project's history. */
export interface AgentCommit {
  readonly hash: string;
  readonly author: string;
  readonly date: string;
  readonly message: string;
  readonly files: readonly string[];
}

type Fields = Readonly<Record<string, AgentData>>;

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
  readonly workspace: {
    glob(pattern: string): Promise<string[]>;
    readFile(path: string): Promise<string | Uint8Array>;
    writeFile(path: string, content: string | Uint8Array): Promise<void>;
  };
  readonly git: {
    log(options?: Fields): Promise<string[]>;
    commits(options?: Fields): Promise<AgentCommit[]>;
  };
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
  readonly log: Readonly<Record<'debug' | 'info' | 'warn' | 'error', (message: string, fields?: Fields) => void>>;
  /** What may still be spent. */
  budget(): AgentBudget;
  /** Hands a task over to another agent, and waits for its result. */
  handOver(agent: string, task: Omit<AgentTask, 'id'> & { readonly id?: AgentTask['id'] }): Promise<AgentResult>;
}

/** Works on one task. */
export type AgentRunner = (task: AgentTask, world: AgentWorld) => string | AgentAnswer | Promise<string | AgentAnswer>;

/** Makes an agent. It is called anew for each `Agent.new` of each scenario, so that nothing it keeps outlives a scenario. */
export type AgentFactory = (options: AgentOptions) => AgentRunner;
