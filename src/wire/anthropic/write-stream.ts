import type { ToolCall } from '../../mock/llm-request.js';
import { createValueMap, type ValueMap } from '../../model/value.js';
import { record, writeArguments, writeJson } from '../json.js';
import { cutPieces } from '../pieces.js';
import type { Stamp, StreamedReply, WireStream } from '../provider.js';
import { writeSse } from '../sse.js';
import { writeAnthropicReply, writeDeltaUsage, writeTextBlock, writeToolUse, writeUsage } from './write-reply.js';

function send(type: string, fields: Readonly<Record<string, ValueMap[string]>> = {}): string {
  return writeSse({ event: type, data: writeJson(record({ type, ...fields })) });
}

/** A reply as the events of a streamed message. */
export function writeAnthropicStream({ reply, chunks }: StreamedReply, stamp: Stamp): WireStream {
  const { text, toolCalls, tokens } = reply;
  const hasText = text !== '' || toolCalls.length === 0;
  const begun = writeAnthropicReply(reply, stamp);
  const message = record({
    ...begun,
    content: [],
    stop_details: null,
    stop_reason: null,
    usage: writeUsage({ ...tokens, output: Math.min(1, tokens.output) }),
  });
  const start = send('message_start', { message });
  const open = hasText ? send('content_block_start', { index: 0, content_block: writeTextBlock('') }) : '';
  const texts = hasText ? chunks.map(writeTextDelta) : [''];
  const [first = '', ...later] = texts;
  const delta = record({
    container: null,
    stop_details: begun.stop_details,
    stop_reason: begun.stop_reason,
    stop_sequence: null,
  });
  return {
    moments: [`${start}${open}${send('ping')}${first}`, ...later],
    end: [
      hasText ? send('content_block_stop', { index: 0 }) : '',
      ...toolCalls.map((call, i) => streamToolUse(call, hasText ? i + 1 : i)),
      send('message_delta', { delta, usage: writeDeltaUsage(tokens) }),
      send('message_stop'),
    ].join(''),
  };
}

function writeTextDelta(text: string): string {
  return send('content_block_delta', { index: 0, delta: record({ type: 'text_delta', text }) });
}

function streamToolUse(call: ToolCall, index: number): string {
  const content_block = writeToolUse(call.id, call.name, createValueMap());
  const pieces = ['', ...cutPieces(writeArguments(call.arguments))].map((partial_json) =>
    send('content_block_delta', { index, delta: record({ type: 'input_json_delta', partial_json }) }),
  );
  return [send('content_block_start', { index, content_block }), ...pieces, send('content_block_stop', { index })].join(
    '',
  );
}
