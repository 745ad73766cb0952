import type { Value } from '../../model/value.js';
import type { TokenCounts } from '../llm-request.js';
import type { MockFault } from './fault.js';

/** Why a model stopped. Providers have words of their own for these. */
export const FINISH_REASONS = ['stop', 'tool_calls', 'length', 'content_filter', 'refusal'] as const;

export type FinishReason = (typeof FINISH_REASONS)[number];

/** A tool's call as a mock scripts it; without an id it gets one when it is asked for. */
export interface MockToolCall {
  readonly id?: string;
  readonly name: string;
  readonly arguments: Value;
}

/** One of the answers that a mock gives to a call. */
export interface MockChoice {
  readonly text: string;
  readonly toolCalls: readonly MockToolCall[];
  /** By what the answer is made of, where absent. */
  readonly finishReason?: FinishReason;
}

/** What a mock answers to one call. Plain data, which can be sent to workers. */
export interface MockReply {
  /** At least one. */
  readonly choices: readonly MockChoice[];
  /** Where absent they are estimated from the texts. */
  readonly tokens?: Partial<TokenCounts>;
  /** What it costs; by the price table where absent. */
  readonly costCents?: number;
  /** Virtual milliseconds until the answer, or its first chunk, is there. */
  readonly latencyMs: number;
  /** The texts of its chunks where the call is streamed; cut by itself where absent. */
  readonly chunks?: readonly string[];
  /** Virtual milliseconds between two chunks. */
  readonly chunkMs?: number;
  /** An error of any text that the call raises in place of an answer. */
  readonly error?: string;
  readonly fault?: MockFault;
  /** The model errs on purpose: its calls of tools, or its JSON, need not be what the request allows. */
  readonly isMistaken: boolean;
}
