import type { FinishReason } from '../../mock/llm/reply.js';
import type { TokenCounts, ToolCall } from '../../mock/llm-request.js';
import type { Value, ValueMap } from '../../model/value.js';
import { record } from '../json.js';
import type { Stamp, WireReply } from '../provider.js';
import { writeStopReason } from './finish.js';

/** A reply as the body of a message. Anthropic gives one answer: further choices are left out. */
export function writeAnthropicReply(
  { text, toolCalls, finishReason, model, tokens }: WireReply,
  stamp: Stamp,
): ValueMap {
  const isOnlyCalls = text === '' && toolCalls.length > 0;
  const content = [...(isOnlyCalls ? [] : [writeTextBlock(text)]), ...toolCalls.map(writeToolUse)];
  return writeMessage({ model, content, usage: writeUsage(tokens), ...writeStop(finishReason) }, stamp);
}

/** A message with these fields; without an end where none is given. */
export function writeMessage(fields: Readonly<Record<string, Value>>, { number }: Stamp): ValueMap {
  return record({
    id: `msg_${number}`,
    type: 'message',
    role: 'assistant',
    container: null,
    diagnostics: null,
    stop_details: null,
    stop_reason: null,
    stop_sequence: null,
    ...fields,
  });
}

/** Why the model stopped. */
export function writeStop(reason: FinishReason): ValueMap {
  const stopReason = writeStopReason(reason);
  const refusal = record({ type: 'refusal', category: null, explanation: null });
  return record({
    stop_details: stopReason === 'refusal' ? refusal : null,
    stop_reason: stopReason,
    stop_sequence: null,
  });
}

export function writeTextBlock(text: string): ValueMap {
  return record({ type: 'text', text, citations: null });
}

export function writeToolUse(call: ToolCall): ValueMap {
  const { id, name } = call;
  return record({ type: 'tool_use', id, name, input: call.arguments, caller: record({ type: 'direct' }) });
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
