import { type FieldPath, Fields } from '../../mock/fields.js';
import type { LlmRequest, Message, ToolSpec } from '../../mock/llm-request.js';
import { isValueMap, type Value } from '../../model/value.js';
import { readSchema } from '../json.js';
import type { ReadRequest } from '../provider.js';
import { refuse, refuseUnsupported } from '../wire-refusal.js';
import { readBlocks, readText } from './read-blocks.js';

/** Reads the body of `POST /v1/messages`. Fields that say nothing to a mocked model are left aside. */
export function readAnthropicRequest(body: Value): ReadRequest {
  const fields = new Fields(body, [], refuse);
  const system = readText(fields.get('system'), ['system']);
  const messages = fields.list('messages') ?? refuse(['messages'], 'Field required');
  const [temperature, json] = [fields.count('temperature'), readFormat(fields.get('output_config'))];
  const request: LlmRequest = {
    model: fields.text('model') ?? refuse(['model'], 'Field required'),
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      ...messages.flatMap((message, i) => readMessage(message, ['messages', i])),
    ],
    tools: (fields.list('tools') ?? []).map((tool, i) => readTool(tool, ['tools', i])),
    maxTokens: fields.count('max_tokens') ?? refuse(['max_tokens'], 'Field required'),
    stream: fields.get('stream') === true,
    ...(temperature !== undefined && { temperature }),
    ...(json !== undefined && { json }),
  };
  return { request, streamsUsage: true };
}

/** A message may hold several of ours: each result of a tool is one. */
function readMessage(value: Value, path: FieldPath): Message[] {
  const fields = new Fields(value, path, refuse);
  const role = fields.text('role') ?? refuse([...path, 'role'], 'Field required');
  if (role !== 'user' && role !== 'assistant' && role !== 'system') {
    fields.refuse('role', `Input should be 'user', 'assistant' or 'system', got '${role}'`);
  }
  const content = fields.get('content');
  if (typeof content === 'string') return [{ role, content }];
  const blocks = fields.list('content') ?? refuse([...path, 'content'], 'Field required');
  return readBlocks(role, blocks, [...path, 'content']);
}

function readTool(value: Value, path: FieldPath): ToolSpec {
  const fields = new Fields(value, path, refuse);
  const type = fields.text('type');
  if (type !== undefined && type !== 'custom') refuseUnsupported(path, `tools of the type ${type}`);
  const [description, parameters] = [fields.text('description'), readSchema(fields.get('input_schema'))];
  return {
    name: fields.text('name') ?? refuse([...path, 'name'], 'Field required'),
    ...(description !== undefined && { description }),
    ...(parameters !== undefined && { parameters }),
  };
}

/** The schema that the answer is to keep to. */
function readFormat(config: Value): Value {
  const format = isValueMap(config) ? config.format : undefined;
  if (format === undefined || format === null) return undefined;
  const fields = new Fields(format, ['output_config', 'format'], refuse);
  const type = fields.text('type');
  if (type !== 'json_schema') refuseUnsupported(['output_config', 'format'], `the format ${type}`);
  return readSchema(fields.get('schema')) ?? true;
}
