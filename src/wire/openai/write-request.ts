import type { LlmRequest, Message, ToolCall, ToolSpec } from '../../mock/llm-request.js';
import type { Value, ValueMap } from '../../model/value.js';
import { record, writeArguments } from '../json.js';

/** A request as the body of `POST /v1/chat/completions`. */
export function writeOpenAiRequest(request: LlmRequest): ValueMap {
  const { model, messages, tools, temperature, maxTokens, stream, json } = request;
  return record({
    model,
    messages: messages.map(writeMessage),
    tools: tools.length === 0 ? undefined : tools.map(writeTool),
    temperature,
    max_completion_tokens: maxTokens,
    response_format: writeFormat(json),
    stream: stream ? true : undefined,
    stream_options: stream ? { include_usage: true } : undefined,
  });
}

function writeMessage({ role, content, toolCalls, toolCallId, name }: Message): ValueMap {
  const isOnlyCalls = content === '' && toolCalls !== undefined;
  return record({
    role,
    name,
    content: isOnlyCalls ? null : content,
    tool_calls: toolCalls?.map(writeToolCall),
    tool_call_id: toolCallId,
  });
}

/** A call of a tool, as requests and replies have it. */
export function writeToolCall(call: ToolCall): ValueMap {
  const called = record({ name: call.name, arguments: writeArguments(call.arguments) });
  return record({ id: call.id, type: 'function', function: called });
}

function writeTool({ name, description, parameters }: ToolSpec): ValueMap {
  return record({ type: 'function', function: record({ name, description, parameters }) });
}

function writeFormat(json: Value): Value {
  if (json === undefined || json === false) return undefined;
  if (json === true) return record({ type: 'json_object' });
  return record({ type: 'json_schema', json_schema: record({ name: 'answer', schema: json }) });
}
