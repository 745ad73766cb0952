import { type FieldPath, Fields } from '../../mock/fields.js';
import type { Message, ToolCall } from '../../mock/llm-request.js';
import { createValueMap, type Value } from '../../model/value.js';
import { refuse, refuseUnsupported } from '../wire-refusal.js';

/** The messages in the blocks of one: what is said, with the tools that are called, and each result of a tool. */
export function readBlocks(role: string, blocks: readonly Value[], path: FieldPath): Message[] {
  const messages: Message[] = [];
  let said: string[] = [];
  const toolCalls: ToolCall[] = [];
  const flush = () => {
    if (said.length > 0) messages.push({ role, content: said.join('\n') });
    said = [];
  };
  for (const [i, block] of blocks.entries()) {
    const fields = new Fields(block, [...path, i], refuse);
    const type = fields.text('type') ?? fields.refuse('type', 'Field required');
    if (type === 'text') said.push(fields.text('text') ?? fields.refuse('text', 'Field required'));
    else if (type === 'tool_use') toolCalls.push(readToolUse(fields));
    else if (type === 'tool_result') {
      flush();
      messages.push(readToolResult(fields, [...path, i]));
    } else if (!THOUGHTS.includes(type)) refuseUnsupported([...path, i], `blocks of the type ${type}`);
  }
  if (toolCalls.length === 0) {
    flush();
    return messages;
  }
  return [...messages, { role, content: said.join('\n'), toolCalls }];
}

/** What a model thought is sent back to it, and says nothing to a mocked one. */
const THOUGHTS = ['thinking', 'redacted_thinking'];

function readToolUse(fields: Fields): ToolCall {
  return {
    id: fields.text('id') ?? fields.refuse('id', 'Field required'),
    name: fields.text('name') ?? fields.refuse('name', 'Field required'),
    arguments: fields.get('input') ?? createValueMap(),
  };
}

function readToolResult(fields: Fields, path: FieldPath): Message {
  return {
    role: 'tool',
    content: readText(fields.get('content'), [...path, 'content']) ?? '',
    toolCallId: fields.text('tool_use_id') ?? fields.refuse('tool_use_id', 'Field required'),
  };
}

/** A text, or blocks of it, which are put together line by line. */
export function readText(value: Value, path: FieldPath): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (!Array.isArray(value)) return refuse(path, 'Input should be a valid string or a list of blocks');
  const texts = value.map((block, i) => {
    const fields = new Fields(block, [...path, i], refuse);
    const type = fields.text('type');
    if (type !== 'text') return refuseUnsupported([...path, i], `blocks of the type ${type}`);
    return fields.text('text') ?? fields.refuse('text', 'Field required');
  });
  return texts.join('\n');
}
