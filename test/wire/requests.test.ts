import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/model/value.js';
import { anthropic } from '../../src/wire/anthropic/provider.js';
import { openAi } from '../../src/wire/openai/provider.js';
import type { Provider } from '../../src/wire/provider.js';
import { WireRefusal } from '../../src/wire/wire-refusal.js';

function refusalOf(provider: Provider, body: Value): Pick<WireRefusal, 'kind' | 'place' | 'message'> {
  try {
    provider.readRequest(body);
  } catch (error) {
    if (error instanceof WireRefusal) return { kind: error.kind, place: error.place, message: error.message };
    throw error;
  }
  throw new Error('the request was read');
}

const ask = (content: Value, more: Record<string, Value> = {}): Value => ({
  model: 'm',
  max_tokens: 10,
  messages: [{ role: 'user', content }],
  ...more,
});

describe('a request to OpenAI', () => {
  it('may have its text in parts', () => {
    const parts = [
      { type: 'text', text: 'Hello' },
      { type: 'text', text: 'there' },
    ];
    expect(openAi.readRequest(ask(parts)).request.messages).toEqual([{ role: 'user', content: 'Hello\nthere' }]);
  });

  it('keeps arguments that are no JSON as they are', () => {
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{"a": ' } };
    const { request } = openAi.readRequest(
      ask('', { messages: [{ role: 'assistant', content: null, tool_calls: [call] }] }),
    );
    expect(request.messages[0]?.toolCalls).toEqual([{ id: 'c', name: 'f', arguments: '{"a": ' }]);
  });

  it('leaves aside what says nothing to a mocked model, known or not', () => {
    const { request } = openAi.readRequest(ask('Hi', { seed: 1, user: 'u', n: 1, brand_new: { a: [1] } }));
    expect(request).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'Hi' }],
      tools: [],
      stream: false,
      maxTokens: 10,
    });
  });

  it.each([
    [{ messages: [] }, 'invalid', '', 'you must provide a model parameter'],
    [{ model: 'm' }, 'invalid', 'messages', 'a list is expected, got nothing'],
    [ask('Hi', { temperature: 'hot' }), 'invalid', 'temperature', 'a number from 0 up is expected, got a text'],
    [ask(5), 'invalid', 'messages[0].content', 'a text or a list of parts is expected'],
    [
      ask([{ type: 'image_url', image_url: { url: 'x' } }]),
      'unsupported',
      'messages[0].content[0]',
      'moonrig does not support parts of the type image_url',
    ],
    [ask('Hi', { functions: [] }), 'unsupported', 'functions', 'moonrig does not support functions'],
    [
      ask('Hi', { tools: [{ type: 'custom' }] }),
      'unsupported',
      'tools[0]',
      'moonrig does not support tools of the type custom',
    ],
  ])('is refused with its place and why: %j', (body, kind, place, message) => {
    expect(refusalOf(openAi, body as Value)).toEqual({ kind, place, message });
  });
});

describe('a request to Anthropic', () => {
  it('may have its system prompt in blocks, and thoughts in its history', () => {
    const system = [{ type: 'text', text: 'Be brief.' }];
    const thought = [
      { type: 'thinking', thinking: 'hm', signature: 's' },
      { type: 'text', text: 'Yes' },
    ];
    const messages = [
      { role: 'user', content: 'Is it?' },
      { role: 'assistant', content: thought },
    ];
    expect(anthropic.readRequest(ask('', { system, messages })).request.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Is it?' },
      { role: 'assistant', content: 'Yes' },
    ]);
  });

  it('has each result of a tool as a message, and what the user says besides after them', () => {
    const content = [
      { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'one' }] },
      { type: 'tool_result', tool_use_id: 'b', is_error: true },
      { type: 'text', text: 'Go on' },
    ];
    expect(anthropic.readRequest(ask(content)).request.messages).toEqual([
      { role: 'tool', content: 'one', toolCallId: 'a' },
      { role: 'tool', content: '', toolCallId: 'b' },
      { role: 'user', content: 'Go on' },
    ]);
  });

  it.each([
    [{ model: 'm', messages: [] }, 'invalid', 'max_tokens', 'Field required'],
    [
      ask('Hi', { messages: [{ role: 'tool', content: 'x' }] }),
      'invalid',
      'messages[0].role',
      "Input should be 'user', 'assistant' or 'system', got 'tool'",
    ],
    [
      ask([{ type: 'image', source: {} }]),
      'unsupported',
      'messages[0].content[0]',
      'moonrig does not support blocks of the type image',
    ],
    [
      ask('Hi', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }),
      'unsupported',
      'tools[0]',
      'moonrig does not support tools of the type web_search_20250305',
    ],
  ])('is refused with its place and why: %j', (body, kind, place, message) => {
    expect(refusalOf(anthropic, body as Value)).toEqual({ kind, place, message });
  });

  it('cannot be written where it wants JSON without a schema, which Anthropic does not have', () => {
    const request = { model: 'm', messages: [], tools: [], stream: false, json: true };
    expect(() => anthropic.writeRequest(request)).toThrow('Anthropic answers in JSON only by a schema');
  });
});
