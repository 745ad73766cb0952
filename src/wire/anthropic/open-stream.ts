import type { Chunk } from '../../mock/llm/outcome.js';
import type { ToolCall } from '../../mock/llm-request.js';
import { createValueMap, type Value } from '../../model/value.js';
import { record, writeArguments, writeJson } from '../json.js';
import { cutPieces } from '../pieces.js';
import type { StreamHead, StreamWriter, WireReply } from '../provider.js';
import { writeSse } from '../sse.js';
import { writeDeltaUsage, writeMessage, writeStop, writeTextBlock, writeToolUse, writeUsage } from './write-reply.js';

function send(type: string, fields: Readonly<Record<string, Value>> = {}): string {
  return writeSse({ event: type, data: writeJson(record({ type, ...fields })) });
}

/** Writes the events of a streamed message. */
export function openAnthropicStream({ model, tokens, stamp }: StreamHead): StreamWriter {
  let [blocks, isOpen, isTextOpen] = [0, false, false];
  const open = () => {
    if (isOpen) return '';
    isOpen = true;
    const usage = writeUsage({ ...tokens, output: Math.min(1, tokens.output) });
    const message = writeMessage({ model, content: [], usage }, stamp);
    return send('message_start', { message }) + send('ping');
  };
  const openText = () => {
    if (isTextOpen) return '';
    isTextOpen = true;
    blocks += 1;
    return send('content_block_start', { index: blocks - 1, content_block: writeTextBlock('') });
  };
  const closeText = () => {
    if (!isTextOpen) return '';
    isTextOpen = false;
    return send('content_block_stop', { index: blocks - 1 });
  };
  return {
    chunk({ text, toolCall }: Chunk): string {
      if (toolCall !== undefined) {
        const closed = open() + closeText();
        blocks += 1;
        return closed + streamToolUse(toolCall, blocks - 1);
      }
      const opened = open() + openText();
      return opened + send('content_block_delta', { index: blocks - 1, delta: record({ type: 'text_delta', text }) });
    },
    end(reply: WireReply): string {
      const delta = record({ container: null, ...writeStop(reply.finishReason) });
      const end = send('message_delta', { delta, usage: writeDeltaUsage(reply.tokens) });
      return `${open()}${closeText()}${end}${send('message_stop')}`;
    },
  };
}

function streamToolUse(call: ToolCall, index: number): string {
  const content_block = writeToolUse({ ...call, arguments: createValueMap() });
  const pieces = ['', ...cutPieces(writeArguments(call.arguments))].map((partial_json) =>
    send('content_block_delta', { index, delta: record({ type: 'input_json_delta', partial_json }) }),
  );
  const start = send('content_block_start', { index, content_block });
  return `${start}${pieces.join('')}${send('content_block_stop', { index })}`;
}
