import type { Choice } from '../../mock/llm/outcome.js';
import type { ToolCall } from '../../mock/llm-request.js';
import type { ValueMap } from '../../model/value.js';
import { record, writeArguments, writeJson } from '../json.js';
import { cutPieces } from '../pieces.js';
import type { Stamp, StreamedReply, WireStream } from '../provider.js';
import { writeSse } from '../sse.js';
import { writeFinish } from './finish.js';
import { writeHead, writeUsage } from './write-reply.js';

/** What a chunk of a stream adds to its choice. */
interface Delta {
  readonly index: number;
  readonly delta: ValueMap;
  readonly finish?: string;
}

/** A reply as the events of a streamed chat completion. */
export function writeOpenAiStream(streamed: StreamedReply, stamp: Stamp): WireStream {
  const { reply, streamsUsage } = streamed;
  const head = writeHead('chat.completion.chunk', reply, stamp);
  const send = (choices: readonly ValueMap[], usage: ValueMap | null) =>
    writeSse({ data: writeJson(record({ ...head, choices: [...choices], usage: streamsUsage ? usage : undefined })) });
  const writeDeltas = (deltas: readonly Delta[]) =>
    deltas
      .map(({ index, delta, finish }) =>
        send([record({ index, delta, logprobs: null, finish_reason: finish ?? null })], null),
      )
      .join('');
  const [first, ...others] = reply.choices.map((choice, index) => ({ choice, index }));
  if (first === undefined) throw new Error('a reply has at least one choice');
  const texts = streamed.chunks.map((text) => [writeText(first.choice, text, 0)]);
  const [firstTexts = [], ...laterTexts] = texts;
  const rest = others.flatMap(({ choice, index }) => [
    startChoice(choice, index),
    writeText(choice, choice.text, index),
    ...endChoice(choice, index),
  ]);
  return {
    moments: [[startChoice(first.choice, 0), ...firstTexts], ...laterTexts].map(writeDeltas),
    end: [
      writeDeltas([...endChoice(first.choice, 0), ...rest]),
      streamsUsage ? send([], writeUsage(reply.tokens)) : '',
      writeSse({ data: '[DONE]' }),
    ].join(''),
  };
}

function startChoice({ text, finishReason, toolCalls }: Choice, index: number): Delta {
  const saysNothing = finishReason === 'refusal' || (text === '' && toolCalls.length > 0);
  return { index, delta: record({ role: 'assistant', content: saysNothing ? null : '', refusal: null }) };
}

function writeText({ finishReason }: Choice, text: string, index: number): Delta {
  return { index, delta: record({ [finishReason === 'refusal' ? 'refusal' : 'content']: text }) };
}

function endChoice({ toolCalls, finishReason }: Choice, index: number): Delta[] {
  const calls = toolCalls.flatMap(streamToolCall).map((part) => ({ index, delta: record({ tool_calls: [part] }) }));
  return [...calls, { index, delta: record({}), finish: writeFinish(finishReason) }];
}

function streamToolCall(call: ToolCall, index: number): ValueMap[] {
  const start = record({ index, id: call.id, type: 'function', function: record({ name: call.name, arguments: '' }) });
  const pieces = cutPieces(writeArguments(call.arguments));
  return [start, ...pieces.map((piece) => record({ index, function: record({ arguments: piece }) }))];
}
