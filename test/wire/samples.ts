import type { Choice } from '../../src/mock/llm/outcome.js';
import type { FinishReason } from '../../src/mock/llm/reply.js';
import type { LlmRequest, ToolCall } from '../../src/mock/llm-request.js';
import type { Provider, WireReply } from '../../src/wire/provider.js';

/** The moment and number of every sample. */
export const STAMP = { number: 7, atMs: Date.UTC(2025, 0, 1, 12, 30) };

const LOOK_UP: ToolCall = {
  id: 'call_1',
  name: 'look_up',
  arguments: { city: 'Zürich', days: 3, units: ['°C', 'mm'] },
};
const SEND: ToolCall = { id: 'call_2', name: 'send', arguments: {} };

function reply(text: string, more: { toolCalls?: ToolCall[]; finishReason?: FinishReason } = {}): WireReply {
  const choice: Choice = { text, toolCalls: [], finishReason: 'stop', ...more };
  return { ...choice, choices: [choice], model: 'haiku', tokens: { input: 900, output: 120, cached: 100 } };
}

/** Replies of every kind that both providers have. */
export const REPLIES: Readonly<Record<string, WireReply>> = {
  text: reply('Grüezi! 👋\nTwo lines.'),
  tools: reply('Let me see.', { toolCalls: [LOOK_UP, SEND], finishReason: 'tool_calls' }),
  'only-tools': reply('', { toolCalls: [LOOK_UP], finishReason: 'tool_calls' }),
  length: reply('Once upon a', { finishReason: 'length' }),
  refusal: reply('I cannot help with that.', { finishReason: 'refusal' }),
};

/** The whole text of a streamed reply, whose text comes in so many chunks. */
export function streamReply(provider: Provider, reply: WireReply, chunkCount = 3): { chunks: string[]; end: string } {
  const { model, text, toolCalls, tokens } = reply;
  const isRefusal = reply.finishReason === 'refusal';
  const writer = provider.openStream({ model, isRefusal, tokens, stamp: STAMP, streamsUsage: true });
  const size = Math.ceil(text.length / chunkCount);
  const texts = Array.from({ length: text === '' ? 0 : chunkCount }, (_, i) => text.slice(i * size, (i + 1) * size));
  const chunks = [...texts.map((part) => ({ text: part })), ...toolCalls.map((toolCall) => ({ text: '', toolCall }))];
  return { chunks: chunks.map((chunk) => writer.chunk(chunk)), end: writer.end(reply) };
}

/** A request that says all that a request can. */
export const REQUEST: LlmRequest = {
  model: 'haiku',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'How will the weather be?' },
    { role: 'assistant', content: 'Let me see.', toolCalls: [LOOK_UP, SEND] },
    { role: 'tool', content: 'sunny', toolCallId: 'call_1' },
    { role: 'tool', content: '{"sent":true}', toolCallId: 'call_2' },
    { role: 'user', content: 'And?' },
  ],
  tools: [
    {
      name: 'look_up',
      description: 'Looks up the weather.',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
    { name: 'send', parameters: { type: 'object' } },
  ],
  temperature: 0.5,
  maxTokens: 300,
  json: { type: 'object', properties: { answer: { type: 'string' } } },
  stream: true,
};
