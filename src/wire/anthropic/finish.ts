import type { FinishReason } from '../../mock/llm/reply.js';
import { refuse } from '../wire-refusal.js';

/** Anthropic tells of filtered content as a refusal. */
const REASONS: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  tool_calls: 'tool_use',
  length: 'max_tokens',
  content_filter: 'refusal',
  refusal: 'refusal',
};

const READ: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'tool_calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refusal',
};

export function writeStopReason(reason: FinishReason): string {
  return REASONS[reason];
}

export function readStopReason(reason: string | undefined): FinishReason {
  return READ[reason ?? ''] ?? refuse(['stop_reason'], `unknown reason ${reason}`);
}
