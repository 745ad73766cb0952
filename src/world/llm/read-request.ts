import type { LlmRequest, Message, ToolCall, ToolSpec } from '../../mock/llm-request.js';
import { LuaRaise } from '../../model/dispatch.js';
import { didYouMean } from '../../model/suggest.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../../model/value.js';
import { luaTypeName } from '../host-function.js';

/** What the options of a call may say. */
const OPTIONS = ['agent', 'task', 'conversation', 'tools', 'temperature', 'max_tokens', 'json', 'timeout_ms'];

/** Tells what is wrong with what a script asked; `name` is the function it called. */
type Refusal = (why: string) => LuaRaise;

/** What is known of a request apart from what it asks. */
export interface RequestKind {
  /** The function that was called. */
  readonly name: string;
  readonly model: string;
  readonly stream: boolean;
}

/** A request as a script makes it. Raises `name: …` where it is none. */
export function readRequest({ name, model, stream }: RequestKind, messages: Value, given: Value): LlmRequest {
  const refuse: Refusal = (why) => new LuaRaise(`${name}: ${why}`);
  const options = given ?? createValueMap();
  if (!isValueMap(options)) throw refuse(`options are a table, got ${luaTypeName(options)}`);
  for (const key of Object.keys(options)) {
    if (OPTIONS.includes(key)) continue;
    if (key === 'stream') throw refuse('option stream: llm.stream gives the answer in chunks');
    throw refuse(`unknown option ${key}${didYouMean(key, OPTIONS)}; there are ${OPTIONS.join(', ')}`);
  }
  const request: Writable<LlmRequest> = {
    model,
    messages: readMessages(messages, refuse),
    tools: readList(options.tools, 'tools', refuse).map((tool, i) => readTool(tool, i, refuse)),
    stream,
  };
  if (given !== undefined) readOptions(request, options, refuse);
  return request;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function readOptions(request: Writable<LlmRequest>, options: ValueMap, refuse: Refusal): void {
  const [agent, task] = [readName(options, 'agent', refuse), readName(options, 'task', refuse)];
  const conversation = readName(options, 'conversation', refuse);
  const [temperature, maxTokens] = [
    readCount(options, 'temperature', refuse),
    readCount(options, 'max_tokens', refuse),
  ];
  const timeoutMs = readCount(options, 'timeout_ms', refuse);
  if (temperature !== undefined) request.temperature = temperature;
  if (maxTokens !== undefined) request.maxTokens = maxTokens;
  if (options.json !== undefined && options.json !== false) request.json = options.json;
  if (timeoutMs !== undefined) request.timeoutMs = timeoutMs;
  if (agent !== undefined) request.agent = agent;
  if (task !== undefined) request.task = task;
  if (conversation !== undefined) request.conversation = conversation;
}

function readName(options: ValueMap, key: string, refuse: Refusal): string | undefined {
  const value = options[key];
  if (value === undefined || typeof value === 'string') return value;
  const number = toNumber(value);
  if (number !== undefined) return String(number);
  throw refuse(`option ${key}: a text is expected, got ${luaTypeName(value)}`);
}

function readCount(options: ValueMap, key: string, refuse: Refusal): number | undefined {
  const value = options[key];
  if (value === undefined) return undefined;
  const number = toNumber(value);
  if (number !== undefined && number >= 0) return number;
  throw refuse(`option ${key}: a number from 0 up is expected, got ${number ?? luaTypeName(value)}`);
}

/** A list; an empty table is an empty one. */
function readList(value: Value, what: string, refuse: Refusal): readonly Value[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (isValueMap(value) && Object.keys(value).length === 0) return [];
  throw refuse(`${what}: a list is expected, got ${luaTypeName(value)}`);
}

function readMessages(value: Value, refuse: Refusal): Message[] {
  const list = readList(value, 'messages', refuse);
  if (list.length === 0) throw refuse('at least one message is expected');
  return list.map((message, i) => readMessage(message, (why) => refuse(`message ${i + 1}: ${why}`)));
}

function readMessage(value: Value, refuse: Refusal): Message {
  if (!isValueMap(value) || typeof value.role !== 'string') throw refuse('role and content are expected, as texts');
  const { role, content, tool_call_id: toolCallId, name } = value;
  const toolCalls = readList(value.tool_calls, 'tool_calls', refuse).map((call, i) =>
    readToolCall(call, (why) => refuse(`tool_calls[${i + 1}]: ${why}`)),
  );
  const hasNone = content === undefined || content === null;
  if (typeof content !== 'string' && !(hasNone && toolCalls.length > 0)) {
    throw refuse('role and content are expected, as texts');
  }
  const message: Writable<Message> = { role, content: typeof content === 'string' ? content : '' };
  if (toolCalls.length > 0) message.toolCalls = toolCalls;
  if (typeof toolCallId === 'string') message.toolCallId = toolCallId;
  if (typeof name === 'string') message.name = name;
  return message;
}

function readToolCall(value: Value, refuse: Refusal): ToolCall {
  if (!isValueMap(value) || typeof value.id !== 'string' || typeof value.name !== 'string') {
    throw refuse('id and name are expected, as texts');
  }
  return { id: value.id, name: value.name, arguments: value.arguments ?? createValueMap() };
}

function readTool(value: Value, index: number, refuse: Refusal): ToolSpec {
  if (!isValueMap(value) || typeof value.name !== 'string') {
    throw refuse(`option tools: tool ${index + 1}: a name is expected, as text`);
  }
  const { name, description, parameters } = value;
  return {
    name,
    ...(typeof description === 'string' && { description }),
    ...(parameters !== undefined && { parameters }),
  };
}
