import { createValueMap, LuaFloat, type Value, type ValueMap } from '../../model/value.js';
import type { LlmRequest, Message, TokenCounts, ToolCall, ToolSpec } from '../llm-request.js';

/** A map of the fields that have a value. */
function showFields(fields: Readonly<Record<string, Value>>): ValueMap {
  const map = createValueMap();
  for (const key in fields) if (fields[key] !== undefined) map[key] = fields[key];
  return map;
}

/** A request as Lua sees it, in snake case. */
export function showRequest(request: LlmRequest): ValueMap {
  const { model, messages, tools, temperature, maxTokens, stream, json, timeoutMs, agent, task, conversation } =
    request;
  return showFields({
    model,
    agent,
    task,
    conversation,
    messages: messages.map(showMessage),
    tools: tools.length === 0 ? undefined : tools.map(showToolSpec),
    temperature,
    max_tokens: maxTokens,
    stream: stream ? true : undefined,
    json,
    timeout_ms: timeoutMs,
  });
}

function showMessage({ role, content, toolCalls, toolCallId, name }: Message): ValueMap {
  const map = createValueMap();
  map.role = role;
  map.content = content;
  if (toolCalls !== undefined) map.tool_calls = toolCalls.map(showToolCall);
  if (toolCallId !== undefined) map.tool_call_id = toolCallId;
  if (name !== undefined) map.name = name;
  return map;
}

function showToolSpec({ name, description, parameters }: ToolSpec): ValueMap {
  return showFields({ name, description, parameters });
}

export function showToolCall(call: ToolCall): ValueMap {
  return showFields({ id: call.id, name: call.name, arguments: call.arguments });
}

export function showTokens(tokens: TokenCounts): ValueMap {
  return showFields({ input: tokens.input, output: tokens.output, cached: tokens.cached });
}

/** A number that Lua sees as a float, whatever its value. */
export function toLuaFloat(value: number): Value {
  return Number.isInteger(value) ? new LuaFloat(value) : value;
}
