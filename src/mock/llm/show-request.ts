import { LuaFloat, type Value, type ValueMap } from '../../model/value.js';
import type { LlmRequest, Message, TokenCounts, ToolCall, ToolSpec } from '../llm-request.js';

// These tables have no keys but those named here, so plain objects will do; they are made for each call of a model, and field
// by field, because that is much quicker than to put entries together.

/** A request as Lua sees it, in snake case. */
export function showRequest(request: LlmRequest): ValueMap {
  const { model, messages, tools, temperature, maxTokens, json, timeoutMs, agent, task, conversation } = request;
  const shown: ValueMap = { model };
  if (agent !== undefined) shown.agent = agent;
  if (task !== undefined) shown.task = task;
  if (conversation !== undefined) shown.conversation = conversation;
  shown.messages = messages.map(showMessage);
  if (tools.length > 0) shown.tools = tools.map(showToolSpec);
  if (temperature !== undefined) shown.temperature = temperature;
  if (maxTokens !== undefined) shown.max_tokens = maxTokens;
  if (request.stream) shown.stream = true;
  if (json !== undefined) shown.json = json;
  if (timeoutMs !== undefined) shown.timeout_ms = timeoutMs;
  return shown;
}

function showMessage({ role, content, toolCalls, toolCallId, name }: Message): ValueMap {
  const shown: ValueMap = { role, content };
  if (toolCalls !== undefined) shown.tool_calls = toolCalls.map(showToolCall);
  if (toolCallId !== undefined) shown.tool_call_id = toolCallId;
  if (name !== undefined) shown.name = name;
  return shown;
}

function showToolSpec({ name, description, parameters }: ToolSpec): ValueMap {
  const shown: ValueMap = { name };
  if (description !== undefined) shown.description = description;
  if (parameters !== undefined) shown.parameters = parameters;
  return shown;
}

export function showToolCall({ id, name, arguments: given }: ToolCall): ValueMap {
  return { id, name, arguments: given };
}

export function showTokens({ input, output, cached }: TokenCounts): ValueMap {
  return { input, output, cached };
}

/** A number that Lua sees as a float, whatever its value. */
export function toLuaFloat(value: number): Value {
  return Number.isInteger(value) ? new LuaFloat(value) : value;
}
