import type { Value } from '../../model/value.js';
import type { TokenCounts, ToolCall } from '../llm-request.js';
import type { FinishReason } from './reply.js';

/** One of the answers to a call; most calls have one. */
export interface Choice {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: FinishReason;
}

/** What a model answered. Its first choice is in its own fields too. */
export interface ModelReply extends Choice {
  readonly choices: readonly Choice[];
  /** What the text says, where the request asks for JSON and the text is such. */
  readonly json?: Value;
  /** The model's own name, also where a level was asked for. */
  readonly model: string;
  readonly tokens: TokenCounts;
  /** Exact as a decimal to 15 places. */
  readonly costCents: number;
}

/** Part of an answer that is streamed: a piece of text, or one call of a tool. */
export interface Chunk {
  readonly text: string;
  readonly toolCall?: ToolCall;
}

export type FaultKind =
  | 'rate_limit'
  | 'overloaded'
  | 'server_error'
  | 'timeout'
  | 'connection_reset'
  | 'truncated'
  | 'budget_exceeded'
  | 'error';

/** What came in place of an answer, as a provider or the network would have it. */
export interface ModelFault {
  readonly kind: FaultKind;
  /** Of HTTP, where the provider answered at all. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly message: string;
}

/** No answer: see `ModelOutcome`. */
export type NoAnswer =
  | { readonly kind: 'fault'; readonly fault: ModelFault }
  | { readonly kind: 'failed'; readonly message: string; readonly failure: number };

/**
 * How a call of a model went.
 * - `reply`: the model answered.
 * - `stream`: the model begins to answer; the request asked for chunks, which are read one by one under this number.
 * - `fault`: the provider or the network failed; the caller's edge shows that in its own way, and the caller may try again.
 * - `failed`: the scenario has failed, which has been noted: no mock answers, the request breaks the protocol, a budget is
 *   spent. The caller gets an error that says so; `failure` is the number of the failed check that was noted.
 */
export type ModelOutcome =
  | { readonly kind: 'reply'; readonly reply: ModelReply }
  | { readonly kind: 'stream'; readonly stream: number }
  | NoAnswer;

/** What comes next of a stream; after `end`, `fault` and `failed` it is closed. */
export type ChunkOutcome =
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'end'; readonly reply: ModelReply }
  | NoAnswer;
