import type { Value } from '../model/value.js';

/** A tool that a model asks for. */
export interface ToolCall {
  /** By which the tool's result answers it; unique in its conversation. */
  readonly id: string;
  readonly name: string;
  /** Plain data; the raw text where that is no valid JSON. */
  readonly arguments: Value;
}

/** A tool that a model is offered. */
export interface ToolSpec {
  readonly name: string;
  readonly description?: string;
  /** A JSON schema of the arguments. */
  readonly parameters?: Value;
}

/** One message of a chat. */
export interface Message {
  /** `system`, `developer`, `user`, `assistant` or `tool`. */
  readonly role: string;
  /** Empty where an assistant's message only calls tools. */
  readonly content: string;
  /** Tools that an assistant's message asks for. */
  readonly toolCalls?: readonly ToolCall[];
  /** The call that a tool's message answers. */
  readonly toolCallId?: string;
  /** Who speaks, where several share a role; a tool's name. */
  readonly name?: string;
}

/** A call of a model, whoever makes it and in whatever shape it came. */
export interface LlmRequest {
  /** After levels such as `simple` were turned into a model's name. */
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** Whether the caller reads the answer in chunks. */
  readonly stream: boolean;
  /** Whether the answer is to be JSON: `true`, or a JSON schema of it. */
  readonly json?: Value;
  /** Virtual milliseconds after which the caller gives up. */
  readonly timeoutMs?: number;
  /** Name of the agent that calls, where one does. */
  readonly agent?: string;
  /** What the agent works on. */
  readonly task?: string;
  /** Calls with the same name belong together. */
  readonly conversation?: string;
}

export interface TokenCounts {
  readonly input: number;
  readonly output: number;
  /** Those of the input that the provider had cached. */
  readonly cached: number;
}
