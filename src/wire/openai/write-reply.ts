import type { Choice } from '../../mock/llm/outcome.js';
import type { TokenCounts } from '../../mock/llm-request.js';
import type { ValueMap } from '../../model/value.js';
import { record } from '../json.js';
import type { Stamp, WireReply } from '../provider.js';
import { writeFinish } from './finish.js';
import { writeToolCall } from './write-request.js';

/** A reply as the body of a chat completion. */
export function writeOpenAiReply(reply: WireReply, stamp: Stamp): ValueMap {
  return record({
    ...writeHead('chat.completion', reply.model, stamp),
    choices: reply.choices.map(writeChoice),
    usage: writeUsage(reply.tokens),
  });
}

/** What a completion and each of its chunks begin with. */
export function writeHead(object: string, model: string, { number, atMs }: Stamp): ValueMap {
  return record({
    id: `chatcmpl-${number}`,
    object,
    created: Math.floor(atMs / 1000),
    model,
    service_tier: 'default',
    system_fingerprint: 'fp_moonrig',
  });
}

function writeChoice({ text, toolCalls, finishReason }: Choice, index: number): ValueMap {
  const isRefusal = finishReason === 'refusal';
  const isOnlyCalls = text === '' && toolCalls.length > 0;
  const message = record({
    role: 'assistant',
    content: isRefusal || isOnlyCalls ? null : text,
    refusal: isRefusal ? text : null,
    annotations: [],
    tool_calls: toolCalls.length === 0 ? undefined : toolCalls.map(writeToolCall),
  });
  return record({ index, message, logprobs: null, finish_reason: writeFinish(finishReason) });
}

/** What a call took, as OpenAI counts it. */
export function writeUsage({ input, output, cached }: TokenCounts): ValueMap {
  return record({
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: record({ cached_tokens: cached, audio_tokens: 0 }),
    completion_tokens_details: record({
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    }),
  });
}
