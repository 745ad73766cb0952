import type { AgentData, AgentTokens } from './agent.js';

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
