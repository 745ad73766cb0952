import type { LlmRequest, Message, ToolSpec } from '../../mock/llm-request.js';
import type { Value, ValueMap } from '../../model/value.js';
import { record } from '../json.js';
import { refuse } from '../wire-refusal.js';

/** Anthropic wants a bound on every answer. */
const MAX_TOKENS = 4096;

/** A request as the body of `POST /v1/messages`. Throws a WireRefusal where it asks for JSON without a schema. */
export function writeAnthropicRequest(request: LlmRequest): ValueMap {
  const { model, messages, tools, temperature, maxTokens, stream, json } = request;
  const isSystem = ({ role }: Message) => role === 'system' || role === 'developer';
  const system = messages.filter(isSystem).map(({ content }) => content);
  return record({
    model,
    max_tokens: maxTokens ?? MAX_TOKENS,
    system: system.length === 0 ? undefined : system.join('\n\n'),
    messages: joinTurns(messages.filter((message) => !isSystem(message)).map(writeMessage)),
    tools: tools.length === 0 ? undefined : tools.map(writeTool),
    temperature,
    output_config: writeFormat(json),
    stream: stream ? true : undefined,
  });
}

interface Turn {
  readonly role: string;
  readonly blocks: readonly ValueMap[];
}

/** Results of tools are the user's. */
function writeMessage({ role, content, toolCalls = [], toolCallId }: Message): Turn {
  if (role === 'tool') {
    return { role: 'user', blocks: [record({ type: 'tool_result', tool_use_id: toolCallId, content })] };
  }
  const calls = toolCalls.map((call) =>
    record({ type: 'tool_use', id: call.id, name: call.name, input: call.arguments }),
  );
  const said = content === '' && calls.length > 0 ? [] : [record({ type: 'text', text: content })];
  return { role, blocks: [...said, ...calls] };
}

/** Messages of the same role are one turn: all results of one turn's tools must be in the next. */
function joinTurns(turns: readonly Turn[]): ValueMap[] {
  const joined: Turn[] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    if (last?.role === turn.role) joined[joined.length - 1] = { ...last, blocks: [...last.blocks, ...turn.blocks] };
    else joined.push(turn);
  }
  return joined.map(({ role, blocks }) => record({ role, content: [...blocks] }));
}

function writeTool({ name, description, parameters }: ToolSpec): ValueMap {
  return record({ name, description, input_schema: parameters ?? record({ type: 'object' }) });
}

function writeFormat(json: Value): Value {
  if (json === undefined || json === false) return undefined;
  if (json === true) return refuse(['json'], 'Anthropic answers in JSON only by a schema');
  return record({ format: record({ type: 'json_schema', schema: json }) });
}
