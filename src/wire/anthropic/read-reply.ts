import { type FieldPath, Fields } from '../../mock/fields.js';
import type { Choice } from '../../mock/llm/outcome.js';
import type { TokenCounts, ToolCall } from '../../mock/llm-request.js';
import { createValueMap, type Value } from '../../model/value.js';
import type { WireReply } from '../provider.js';
import { refuse, refuseUnsupported } from '../wire-refusal.js';
import { readStopReason } from './finish.js';

/** What the body of a message tells. Throws a WireRefusal where it is none. */
export function readAnthropicReply(body: Value): WireReply {
  const fields = new Fields(body, [], refuse);
  if (fields.text('type') !== 'message') refuse(['type'], 'a message is expected');
  const texts: string[] = [];
  const toolCalls: ToolCall[] = [];
  for (const [i, block] of (fields.list('content') ?? []).entries()) {
    const blockFields = new Fields(block, ['content', i], refuse);
    const type = blockFields.text('type');
    if (type === 'text') texts.push(blockFields.text('text') ?? '');
    else if (type === 'tool_use') toolCalls.push(readToolUse(blockFields));
    else if (type !== 'thinking' && type !== 'redacted_thinking')
      refuseUnsupported(['content', i], `blocks of the type ${type}`);
  }
  const choice: Choice = {
    text: texts.join(''),
    toolCalls,
    finishReason: readStopReason(fields.text('stop_reason')),
  };
  const tokens = readUsage(fields.get('usage'), ['usage']);
  return { ...choice, choices: [choice], model: fields.text('model') ?? '', tokens };
}

export function readToolUse(fields: Fields): ToolCall {
  return {
    id: fields.text('id') ?? '',
    name: fields.text('name') ?? '',
    arguments: fields.get('input') ?? createValueMap(),
  };
}

/** The tokens that a reply tells of; what it does not tell stays as it was before. */
export function readUsage(value: Value, path: FieldPath, before?: TokenCounts): TokenCounts {
  const known = before ?? { input: 0, output: 0, cached: 0 };
  if (value === undefined) return known;
  const fields = new Fields(value, path, refuse);
  const cached = fields.count('cache_read_input_tokens') ?? known.cached;
  const fresh = fields.count('input_tokens');
  const written = fields.count('cache_creation_input_tokens') ?? 0;
  return {
    input: fresh === undefined ? known.input : fresh + written + cached,
    output: fields.count('output_tokens') ?? known.output,
    cached,
  };
}
