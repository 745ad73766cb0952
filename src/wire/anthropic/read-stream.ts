import { Fields } from '../../mock/fields.js';
import type { ToolCall } from '../../mock/llm-request.js';
import { parseJson, readArguments } from '../json.js';
import type { WireReply } from '../provider.js';
import type { SseEvent } from '../sse.js';
import { refuse, refuseUnsupported } from '../wire-refusal.js';
import { readStopReason } from './finish.js';
import { readToolUse, readUsage } from './read-reply.js';

/** A block that is being read: a text, or the call of a tool and its arguments. */
interface OpenBlock {
  readonly call?: ToolCall;
  text: string;
}

interface OpenMessage {
  model: string;
  stopReason: string | undefined;
  tokens: ReturnType<typeof readUsage>;
  isDone: boolean;
  readonly blocks: OpenBlock[];
}

/** What the events of a streamed message tell together. Throws a WireRefusal where they break off, or tell of an error. */
export function readAnthropicStream(events: Iterable<SseEvent>): WireReply {
  const open: OpenMessage = {
    model: '',
    stopReason: undefined,
    tokens: readUsage(undefined, []),
    isDone: false,
    blocks: [],
  };
  for (const { data } of events) addEvent(open, new Fields(parseJson(data) ?? data, [], refuse));
  if (!open.isDone) refuse([], 'the stream breaks off before message_stop');
  const choice = {
    text: open.blocks.map((block) => (block.call === undefined ? block.text : '')).join(''),
    toolCalls: open.blocks.flatMap(({ call, text }) =>
      call === undefined ? [] : [{ ...call, arguments: readArguments(text) }],
    ),
    finishReason: readStopReason(open.stopReason),
  };
  return { ...choice, choices: [choice], model: open.model, tokens: open.tokens };
}

function addEvent(open: OpenMessage, fields: Fields): void {
  const type = fields.text('type');
  if (type === 'message_start') startMessage(open, fields);
  else if (type === 'content_block_start') startBlock(open, fields);
  else if (type === 'content_block_delta') addDelta(open, fields);
  else if (type === 'message_delta') {
    open.stopReason = new Fields(fields.get('delta'), ['delta'], refuse).text('stop_reason') ?? open.stopReason;
    open.tokens = readUsage(fields.get('usage'), ['usage'], open.tokens);
  } else if (type === 'message_stop') open.isDone = true;
  else if (type === 'error') {
    refuse([], new Fields(fields.get('error'), ['error'], refuse).text('message') ?? 'an error came in place of more');
  }
}

function startMessage(open: OpenMessage, fields: Fields): void {
  const message = new Fields(fields.get('message'), ['message'], refuse);
  open.model = message.text('model') ?? '';
  open.tokens = readUsage(message.get('usage'), ['message', 'usage'], open.tokens);
}

function startBlock(open: OpenMessage, fields: Fields): void {
  const block = new Fields(fields.get('content_block'), ['content_block'], refuse);
  const type = block.text('type');
  if (type === 'tool_use') open.blocks.push({ call: readToolUse(block), text: '' });
  else if (type === 'text' || type === 'thinking' || type === 'redacted_thinking')
    open.blocks.push({ text: block.text('text') ?? '' });
  else refuseUnsupported(['content_block'], `blocks of the type ${type}`);
}

function addDelta(open: OpenMessage, fields: Fields): void {
  const block = open.blocks[fields.count('index') ?? 0] ?? refuse(['index'], 'there is no such block');
  const delta = new Fields(fields.get('delta'), ['delta'], refuse);
  block.text += delta.text('text') ?? delta.text('partial_json') ?? '';
}
