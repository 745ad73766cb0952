import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Choice, ModelReply } from '../../../src/mock/llm/outcome.js';
import type { ToolCall } from '../../../src/mock/llm-request.js';
import type { ModelAnswer } from '../../../src/wire/network/network-client.js';
import type { FakeClient, StreamScript } from './fake-client.js';
import { createClient, openForTest, runAgent } from './open.js';

beforeAll(() => openForTest());

const LOOK_UP: ToolCall = { id: 'call_1', name: 'look_up', arguments: { city: 'Zürich', days: 3 } };

function reply(text: string, more: Partial<Choice> = {}): ModelReply {
  const choice: Choice = { text, toolCalls: [], finishReason: 'stop', ...more };
  return {
    ...choice,
    choices: [choice],
    model: 'haiku',
    tokens: { input: 900, output: 120, cached: 100 },
    costCents: 1,
  };
}

const said = (text: string, more?: Partial<Choice>): ModelAnswer => ({ kind: 'reply', reply: reply(text, more) });

function streamed(texts: readonly string[], more: Partial<Choice> = {}): StreamScript {
  const whole = reply(texts.join(''), more);
  const calls = whole.toolCalls.map((toolCall) => ({ text: '', toolCall }));
  return { kind: 'chunks', chunks: [...texts.map((text) => ({ text })), ...calls], reply: whole };
}

const createOpenAi = (maxRetries = 0) => new OpenAI({ apiKey: 'sk-test', maxRetries });
const createAnthropic = (maxRetries = 0) => new Anthropic({ apiKey: 'sk-test', maxRetries });

const TOOLS = [
  { type: 'function' as const, function: { name: 'look_up', parameters: { type: 'object', properties: {} } } },
];
const ASK = { model: 'haiku', messages: [{ role: 'user' as const, content: 'Hi' }] };

/** Runs an agent that is expected to fail; gives what it threw. */
async function failing<Kind extends abstract new (...args: never[]) => unknown>(
  client: FakeClient,
  agent: () => Promise<unknown>,
  kind: Kind,
) {
  const thrown = await runAgent(client, agent).then(
    () => {
      throw new Error('nothing was thrown');
    },
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(kind);
  // The line above has looked.
  return thrown as InstanceType<Kind>;
}

describe('the openai client', () => {
  it('gets a reply, and the model its request', async () => {
    const client = createClient({ models: [said('Grüezi 👋')] });
    const completion = await runAgent(client, () =>
      createOpenAi().chat.completions.create({ ...ASK, temperature: 0.2, max_completion_tokens: 50 }),
    );
    expect(completion.choices[0]?.message.content).toBe('Grüezi 👋');
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(completion.usage).toMatchObject({
      prompt_tokens: 900,
      completion_tokens: 120,
      prompt_tokens_details: { cached_tokens: 100 },
    });
    expect(completion._request_id).toMatch(/^req_\d+$/);
    expect(client.asked).toEqual([
      {
        model: 'haiku',
        messages: [{ role: 'user', content: 'Hi' }],
        tools: [],
        temperature: 0.2,
        maxTokens: 50,
        stream: false,
        agent: 'reviewer',
        task: 'task-1',
      },
    ]);
    expect(client.failures).toEqual([]);
  });

  it('calls the tools that the model asks for, and sends their results', async () => {
    const client = createClient({
      models: [said('', { toolCalls: [LOOK_UP], finishReason: 'tool_calls' }), said('Sunny.')],
    });
    const seen: unknown[] = [];
    const text = await runAgent(client, async () => {
      const runner = createOpenAi().chat.completions.runTools({
        ...ASK,
        tools: [
          {
            type: 'function',
            function: {
              name: 'look_up',
              description: 'Looks it up.',
              parameters: { type: 'object', properties: {} },
              parse: JSON.parse,
              function: (args: unknown) => {
                seen.push(args);
                return 'sunny';
              },
            },
          },
        ],
      });
      return await runner.finalContent();
    });
    expect(text).toBe('Sunny.');
    expect(seen).toEqual([{ city: 'Zürich', days: 3 }]);
    expect(client.asked[1]?.messages).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: '', toolCalls: [LOOK_UP] },
      { role: 'tool', content: 'sunny', toolCallId: 'call_1' },
    ]);
  });

  it('reads a stream chunk by chunk, with the calls of tools and the tokens', async () => {
    const client = createClient({
      models: [streamed(['Let ', 'me ', 'see.'], { toolCalls: [LOOK_UP], finishReason: 'tool_calls' })],
    });
    const texts: string[] = [];
    const completion = await runAgent(client, async () => {
      const stream = createOpenAi().chat.completions.stream({
        ...ASK,
        tools: TOOLS,
        stream_options: { include_usage: true },
      });
      stream.on('content', (delta) => texts.push(delta));
      return await stream.finalChatCompletion();
    });
    expect(texts).toEqual(['Let ', 'me ', 'see.']);
    expect(completion.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      id: 'call_1',
      function: { name: 'look_up', arguments: '{"city":"Zürich","days":3}' },
    });
    expect(completion.usage?.total_tokens).toBe(1020);
    expect(client.asked[0]?.stream).toBe(true);
  });

  it('is told of a refusal, whole and streamed', async () => {
    const refused = { finishReason: 'refusal' } as const;
    const client = createClient({ models: [said('No.', refused), streamed(['N', 'o.'], refused)] });
    const messages = await runAgent(client, async () => [
      (await createOpenAi().chat.completions.create(ASK)).choices[0]?.message,
      (await createOpenAi().chat.completions.stream(ASK).finalChatCompletion()).choices[0]?.message,
    ]);
    for (const message of messages) expect(message).toMatchObject({ content: null, refusal: 'No.' });
  });

  it('gets a fault as the error it has for it, and tries again as it would', async () => {
    const limited: ModelAnswer = {
      kind: 'fault',
      fault: { kind: 'rate_limit', status: 429, retryAfterMs: 1, message: 'Slow down.' },
    };
    const error = await failing(
      createClient({ models: [limited] }),
      () => createOpenAi().chat.completions.create(ASK),
      OpenAI.RateLimitError,
    );
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded', message: '429 Slow down.' });
    expect(error.headers?.get('retry-after-ms')).toBe('1');
    const client = createClient({ models: [limited, said('At last.')] });
    const completion = await runAgent(client, () => createOpenAi(1).chat.completions.create(ASK));
    expect(completion.choices[0]?.message.content).toBe('At last.');
    expect(client.asked).toHaveLength(2);
  });

  it.each([
    [{ kind: 'overloaded', status: 529, message: 'x' }, OpenAI.InternalServerError, 503],
    [{ kind: 'server_error', status: 502, message: 'x' }, OpenAI.InternalServerError, 502],
    [{ kind: 'error', message: 'x' }, OpenAI.BadRequestError, 400],
    [{ kind: 'budget_exceeded', message: 'x' }, OpenAI.RateLimitError, 429],
    [{ kind: 'connection_reset', message: 'x' }, OpenAI.APIConnectionError, undefined],
    [{ kind: 'timeout', message: 'x' }, OpenAI.APIConnectionError, undefined],
  ] as const)('gets %j as its own error', async (fault, kind, status) => {
    const client = createClient({ models: [{ kind: 'fault', fault }] });
    const error = await failing(client, () => createOpenAi().chat.completions.create(ASK), kind);
    expect(error).toMatchObject({ status });
  });

  it('does not try again where no mock answers', async () => {
    const client = createClient();
    const error = await failing(client, () => createOpenAi(3).chat.completions.create(ASK), OpenAI.BadRequestError);
    expect(error.message).toBe('400 no mock answers this call of the model');
    expect(client.asked).toHaveLength(1);
  });

  it('loses the connection where a stream breaks off', async () => {
    const whole = streamed(['one ', 'two ', 'three']);
    const client = createClient({ models: [{ ...whole, chunks: [...whole.chunks.slice(0, 2), 'fault'] }] });
    const texts: (string | null | undefined)[] = [];
    const thrown = await runAgent(client, async () => {
      try {
        for await (const chunk of await createOpenAi().chat.completions.create({ ...ASK, stream: true })) {
          texts.push(chunk.choices[0]?.delta.content);
        }
      } catch (error) {
        return error;
      }
    });
    expect(texts).toEqual(['', 'one ', 'two ']);
    expect(thrown).toMatchObject({ message: 'terminated' });
  });

  it('is told what moonrig does not support, and the scenario fails', async () => {
    const client = createClient({ models: [said('never')] });
    const content = [{ type: 'image_url' as const, image_url: { url: 'https://example.com/a.png' } }];
    const error = await failing(
      client,
      () => createOpenAi(2).chat.completions.create({ model: 'haiku', messages: [{ role: 'user', content }] }),
      OpenAI.BadRequestError,
    );
    expect(error.message).toContain('moonrig does not support parts of the type image_url');
    expect(client.failures).toEqual([
      'mock: POST https://api.openai.com/v1/chat/completions: messages[0].content[0]: ' +
        'moonrig does not support parts of the type image_url',
    ]);
  });
});

describe('the @anthropic-ai/sdk client', () => {
  const ask = { ...ASK, max_tokens: 50 };

  it('gets a reply, and the model its request', async () => {
    const client = createClient({ models: [said('Grüezi 👋')] });
    const message = await runAgent(client, () => createAnthropic().messages.create({ ...ask, system: 'Be brief.' }));
    expect(message.content).toEqual([{ type: 'text', text: 'Grüezi 👋', citations: null }]);
    expect(message.stop_reason).toBe('end_turn');
    expect(message.usage).toMatchObject({ input_tokens: 800, cache_read_input_tokens: 100, output_tokens: 120 });
    expect(message._request_id).toMatch(/^req_\d+$/);
    expect(client.asked[0]).toEqual({
      model: 'haiku',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      tools: [],
      maxTokens: 50,
      stream: false,
      agent: 'reviewer',
      task: 'task-1',
    });
  });

  it('gets the tools that the model asks for, and sends their results', async () => {
    const client = createClient({
      models: [said('Let me see.', { toolCalls: [LOOK_UP], finishReason: 'tool_calls' }), said('Sunny.')],
    });
    const second = await runAgent(client, async () => {
      const anthropic = createAnthropic();
      const tools = [{ name: 'look_up', input_schema: { type: 'object' as const } }];
      const first = await anthropic.messages.create({ ...ask, tools });
      const use = first.content.find((block) => block.type === 'tool_use');
      expect(use).toMatchObject({ id: 'call_1', name: 'look_up', input: { city: 'Zürich', days: 3 } });
      const result = { type: 'tool_result' as const, tool_use_id: use?.id ?? '', content: 'sunny' };
      return await anthropic.messages.create({
        ...ask,
        tools,
        messages: [...ask.messages, { role: 'assistant', content: first.content }, { role: 'user', content: [result] }],
      });
    });
    expect(second.content[0]).toMatchObject({ text: 'Sunny.' });
    expect(client.asked[1]?.messages.slice(1)).toEqual([
      { role: 'assistant', content: 'Let me see.', toolCalls: [LOOK_UP] },
      { role: 'tool', content: 'sunny', toolCallId: 'call_1' },
    ]);
  });

  it('reads a stream chunk by chunk, with the calls of tools and the tokens', async () => {
    const client = createClient({
      models: [streamed(['Let ', 'me ', 'see.'], { toolCalls: [LOOK_UP], finishReason: 'tool_calls' })],
    });
    const texts: string[] = [];
    const message = await runAgent(client, async () => {
      const stream = createAnthropic().messages.stream(ask);
      stream.on('text', (delta) => texts.push(delta));
      return await stream.finalMessage();
    });
    expect(texts).toEqual(['Let ', 'me ', 'see.']);
    expect(message.content[1]).toMatchObject({ id: 'call_1', input: { city: 'Zürich', days: 3 } });
    expect(message.usage).toMatchObject({ input_tokens: 800, output_tokens: 120 });
    expect(message.stop_reason).toBe('tool_use');
  });

  it.each([
    [{ kind: 'rate_limit', status: 429, message: 'x' }, Anthropic.RateLimitError, 'rate_limit_error'],
    [{ kind: 'overloaded', status: 529, message: 'x' }, Anthropic.InternalServerError, 'overloaded_error'],
    [{ kind: 'server_error', status: 500, message: 'x' }, Anthropic.InternalServerError, 'api_error'],
    [{ kind: 'error', message: 'x' }, Anthropic.BadRequestError, 'invalid_request_error'],
    [{ kind: 'connection_reset', message: 'x' }, Anthropic.APIConnectionError, null],
  ] as const)('gets %j as its own error', async (fault, kind, type) => {
    const client = createClient({ models: [{ kind: 'fault', fault }] });
    const error = await failing(client, () => createAnthropic().messages.create(ask), kind);
    expect(error).toMatchObject({ type });
  });

  it('tries again after the time that it is told', async () => {
    const overloaded: ModelAnswer = {
      kind: 'fault',
      fault: { kind: 'overloaded', status: 529, retryAfterMs: 1, message: 'x' },
    };
    const client = createClient({ models: [overloaded, said('At last.')] });
    const error = await failing(
      createClient({ models: [overloaded] }),
      () => createAnthropic().messages.create(ask),
      Anthropic.InternalServerError,
    );
    expect(error.headers.get('retry-after')).toBe('1');
    const message = await runAgent(client, () => createAnthropic(1).messages.create(ask));
    expect(message.content[0]).toMatchObject({ text: 'At last.' });
  });

  it('fails where a stream breaks off', async () => {
    const whole = streamed(['one ', 'two']);
    const client = createClient({ models: [{ ...whole, chunks: [...whole.chunks.slice(0, 1), 'fault'] }] });
    const texts: string[] = [];
    const thrown = await runAgent(client, async () => {
      const stream = createAnthropic().messages.stream(ask);
      stream.on('text', (delta) => texts.push(delta));
      return await stream.finalMessage().catch((error: unknown) => error);
    });
    expect(texts).toEqual(['one ']);
    expect(thrown).toBeInstanceOf(Anthropic.AnthropicError);
  });

  it('is told by a refusal why there is no answer', async () => {
    const client = createClient({ models: [said('No.', { finishReason: 'refusal' })] });
    const message = await runAgent(client, () => createAnthropic().messages.create(ask));
    expect(message).toMatchObject({ stop_reason: 'refusal', stop_details: { type: 'refusal' } });
  });
});
