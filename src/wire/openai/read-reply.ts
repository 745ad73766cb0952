import { type FieldPath, Fields } from '../../mock/fields.js';
import type { Choice } from '../../mock/llm/outcome.js';
import type { TokenCounts, ToolCall } from '../../mock/llm-request.js';
import type { Value } from '../../model/value.js';
import { readArguments } from '../json.js';
import type { WireReply } from '../provider.js';
import { refuse, refuseUnsupported } from '../wire-refusal.js';
import { readFinish } from './finish.js';

/** What the body of a chat completion tells. Throws a WireRefusal where it is none. */
export function readOpenAiReply(body: Value): WireReply {
  const fields = new Fields(body, [], refuse);
  const choices = (fields.list('choices') ?? []).map((choice, i) => readChoice(choice, ['choices', i]));
  return toReply(fields.text('model') ?? '', choices, readUsage(fields.get('usage'), ['usage']));
}

/** A reply of its parts. */
export function toReply(model: string, choices: readonly Choice[], tokens: TokenCounts): WireReply {
  const [first] = choices;
  return first === undefined ? refuse(['choices'], 'at least one is expected') : { ...first, choices, model, tokens };
}

function readChoice(value: Value, path: FieldPath): Choice {
  const fields = new Fields(value, path, refuse);
  const message = new Fields(fields.get('message'), [...path, 'message'], refuse);
  const refusal = message.text('refusal');
  const toolCalls = (message.list('tool_calls') ?? []).map((call, i) => readToolCall(call, [...path, 'tool_calls', i]));
  const text = refusal ?? message.text('content') ?? '';
  return { text, toolCalls, finishReason: readFinish(fields.text('finish_reason'), refusal) };
}

function readToolCall(value: Value, path: FieldPath): ToolCall {
  const fields = new Fields(value, path, refuse);
  if (fields.text('type') !== 'function') refuseUnsupported(path, `calls of tools of the type ${fields.text('type')}`);
  const called = new Fields(fields.get('function'), [...path, 'function'], refuse);
  const [id, name] = [fields.text('id') ?? '', called.text('name') ?? ''];
  return { id, name, arguments: readArguments(called.text('arguments') ?? '') };
}

/** The tokens that a reply tells of; none where it tells of none. */
export function readUsage(value: Value, path: FieldPath): TokenCounts {
  if (value === undefined) return { input: 0, output: 0, cached: 0 };
  const fields = new Fields(value, path, refuse);
  const details = fields.get('prompt_tokens_details');
  const cached = details === undefined ? 0 : new Fields(details, path, refuse).count('cached_tokens');
  return {
    input: fields.count('prompt_tokens') ?? 0,
    output: fields.count('completion_tokens') ?? 0,
    cached: cached ?? 0,
  };
}
