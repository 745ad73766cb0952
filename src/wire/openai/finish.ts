import type { FinishReason } from '../../mock/llm/reply.js';
import { refuse } from '../wire-refusal.js';

/** OpenAI tells a refusal by the message's own field, and has no reason for it. */
const REASONS: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  tool_calls: 'tool_calls',
  length: 'length',
  content_filter: 'content_filter',
  refusal: 'stop',
};

export function writeFinish(reason: FinishReason): string {
  return REASONS[reason];
}

/** The reason that a choice tells; `refusal` is what the model said in place of an answer. */
export function readFinish(reason: string | undefined, refusal: string | undefined): FinishReason {
  if (refusal !== undefined) return 'refusal';
  const known = (Object.keys(REASONS) as FinishReason[]).find((key) => key === reason);
  return known ?? refuse(['finish_reason'], `unknown reason ${reason}`);
}
