import { type FieldPath, Fields } from '../../mock/fields.js';
import type { LlmRequest, Message, ToolCall, ToolSpec } from '../../mock/llm-request.js';
import { isValueMap, type Value } from '../../model/value.js';
import { readArguments, readSchema } from '../json.js';
import type { ReadRequest } from '../provider.js';
import { refuse, refuseUnsupported } from '../wire-refusal.js';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'];

/** Reads the body of `POST /v1/chat/completions`. Fields that say nothing to a mocked model are left aside. */
export function readOpenAiRequest(body: Value): ReadRequest {
  const fields = new Fields(body, [], refuse);
  for (const key of ['functions', 'function_call', 'audio', 'web_search_options'])
    if (fields.get(key) !== undefined) refuseUnsupported([key], key);
  const temperature = fields.count('temperature');
  const maxTokens = fields.count('max_completion_tokens') ?? fields.count('max_tokens');
  const json = readFormat(fields.get('response_format'));
  const messages = fields.list('messages') ?? refuse(['messages'], 'a list is expected, got nothing');
  const request: LlmRequest = {
    model: fields.text('model') ?? refuse([], 'you must provide a model parameter'),
    messages: messages.map((message, i) => readMessage(message, ['messages', i])),
    tools: (fields.list('tools') ?? []).map((tool, i) => readTool(tool, ['tools', i])),
    stream: fields.get('stream') === true,
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(json !== undefined && { json }),
  };
  const streamOptions = fields.get('stream_options');
  return { request, streamsUsage: isValueMap(streamOptions) && streamOptions.include_usage === true };
}

function readMessage(value: Value, path: FieldPath): Message {
  const fields = new Fields(value, path, refuse);
  const role = fields.text('role') ?? refuse([...path, 'role'], 'a text is expected, got nothing');
  if (role === 'function') refuseUnsupported(path, 'messages of the role function; tools take their place');
  if (!ROLES.includes(role)) fields.refuse('role', `${role} is none of ${ROLES.join(', ')}`);
  const [name, toolCallId] = [fields.text('name'), fields.text('tool_call_id')];
  const toolCalls = (fields.list('tool_calls') ?? []).map((call, i) => readToolCall(call, [...path, 'tool_calls', i]));
  const content = readContent(fields.get('content'), [...path, 'content']) ?? fields.text('refusal');
  if (content === undefined && toolCalls.length === 0) fields.refuse('content', 'a text is expected, got null');
  return {
    role,
    content: content ?? '',
    ...(toolCalls.length > 0 && { toolCalls }),
    ...(toolCallId !== undefined && { toolCallId }),
    ...(name !== undefined && { name }),
  };
}

/** A text, or parts of one, which are put together line by line. */
function readContent(value: Value, path: FieldPath): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (!Array.isArray(value)) return refuse(path, 'a text or a list of parts is expected');
  const parts = value.map((part, i) => {
    const fields = new Fields(part, [...path, i], refuse);
    const type = fields.text('type');
    if (type !== 'text' && type !== 'refusal') return refuseUnsupported([...path, i], `parts of the type ${type}`);
    return fields.text(type) ?? refuse([...path, i, type], 'a text is expected, got nothing');
  });
  return parts.join('\n');
}

function readToolCall(value: Value, path: FieldPath): ToolCall {
  const fields = new Fields(value, path, refuse);
  const type = fields.text('type') ?? 'function';
  if (type !== 'function') refuseUnsupported(path, `calls of tools of the type ${type}`);
  const called = new Fields(fields.get('function'), [...path, 'function'], refuse);
  return {
    id: fields.text('id') ?? refuse([...path, 'id'], 'a text is expected, got nothing'),
    name: called.text('name') ?? called.refuse('name', 'a text is expected, got nothing'),
    arguments: readArguments(called.text('arguments') ?? ''),
  };
}

function readTool(value: Value, path: FieldPath): ToolSpec {
  const fields = new Fields(value, path, refuse);
  const type = fields.text('type');
  if (type !== 'function') refuseUnsupported(path, `tools of the type ${type}`);
  const tool = new Fields(fields.get('function'), [...path, 'function'], refuse);
  const [description, parameters] = [tool.text('description'), readSchema(tool.get('parameters'))];
  return {
    name: tool.text('name') ?? tool.refuse('name', 'a text is expected, got nothing'),
    ...(description !== undefined && { description }),
    ...(parameters !== undefined && { parameters }),
  };
}

/** Whether the answer is to be JSON, or the schema that it is to keep to. */
function readFormat(value: Value): Value {
  if (value === undefined) return undefined;
  const fields = new Fields(value, ['response_format'], refuse);
  const type = fields.text('type');
  if (type === 'text') return undefined;
  if (type === 'json_object') return true;
  if (type !== 'json_schema') return refuseUnsupported(['response_format', 'type'], `the format ${type}`);
  const format = new Fields(fields.get('json_schema'), ['response_format', 'json_schema'], refuse);
  return readSchema(format.get('schema')) ?? true;
}
