import type { TokenCounts } from '../../mock/llm-request.js';
import type { ValueMap } from '../../model/value.js';
import { record } from '../json.js';
import type { Stamp, WireReply } from '../provider.js';
import { writeStopReason } from './finish.js';

/** A reply as the body of a message. Anthropic gives one answer: further choices are left out. */
export function writeAnthropicReply(reply: WireReply, { number }: Stamp): ValueMap {
  const { text, toolCalls, finishReason } = reply;
  const reason = writeStopReason(finishReason);
  const isOnlyCalls = text === '' && toolCalls.length > 0;
  const calls = toolCalls.map((call) => writeToolUse(call.id, call.name, call.arguments));
  return record({
    id: `msg_${number}`,
    type: 'message',
    role: 'assistant',
    model: reply.model,
    container: null,
    content: [...(isOnlyCalls ? [] : [writeTextBlock(text)]), ...calls],
    diagnostics: null,
    stop_details: reason === 'refusal' ? record({ type: 'refusal', category: null, explanation: null }) : null,
    stop_reason: reason,
    stop_sequence: null,
    usage: writeUsage(reply.tokens),
  });
}

export function writeTextBlock(text: string): ValueMap {
  return record({ type: 'text', text, citations: null });
}

export function writeToolUse(id: string, name: string, input: ValueMap[string]): ValueMap {
  return record({ type: 'tool_use', id, name, input, caller: record({ type: 'direct' }) });
}

/** What a call took, as Anthropic counts it: cached tokens are not among its input. */
export function writeUsage(tokens: TokenCounts): ValueMap {
  return record({
    cache_creation: null,
    ...writeDeltaUsage(tokens),
    inference_geo: null,
    service_tier: 'standard',
    speed: null,
  });
}

/** The same as the end of a stream tells it. */
export function writeDeltaUsage({ input, output, cached }: TokenCounts): ValueMap {
  return record({
    input_tokens: Math.max(0, input - cached),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
    output_tokens: output,
    output_tokens_details: null,
    server_tool_use: null,
  });
}
