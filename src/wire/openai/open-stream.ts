import type { Choice, Chunk } from '../../mock/llm/outcome.js';
import type { ToolCall } from '../../mock/llm-request.js';
import type { ValueMap } from '../../model/value.js';
import { record, writeArguments, writeJson } from '../json.js';
import { cutPieces } from '../pieces.js';
import type { StreamHead, StreamWriter, WireReply } from '../provider.js';
import { writeSse } from '../sse.js';
import { writeFinish } from './finish.js';
import { writeHead, writeUsage } from './write-reply.js';

/** What a chunk of a stream adds to its choice. */
interface Part {
  readonly index: number;
  readonly delta: ValueMap;
  readonly finish?: string;
}

/** Writes the chunks of a streamed chat completion. */
export function openOpenAiStream(head: StreamHead): StreamWriter {
  const { streamsUsage } = head;
  const common = writeHead('chat.completion.chunk', head.model, head.stamp);
  const send = (choices: readonly ValueMap[], usage: ValueMap | null) =>
    writeSse({
      data: writeJson(record({ ...common, choices: [...choices], usage: streamsUsage ? usage : undefined })),
    });
  const sendPart = ({ index, delta, finish }: Part) =>
    send([record({ index, delta, logprobs: null, finish_reason: finish ?? null })], null);
  const sendAll = (parts: readonly Part[]) => parts.map(sendPart).join('');
  let [calls, isOpen] = [0, false];
  const open = (saysText: boolean): Part[] => {
    if (isOpen) return [];
    isOpen = true;
    return [startChoice(saysText && !head.isRefusal, 0)];
  };
  return {
    chunk({ text, toolCall }: Chunk): string {
      const start = open(toolCall === undefined);
      if (toolCall === undefined) {
        return sendAll([...start, writeText(text, { index: 0, isRefusal: head.isRefusal })]);
      }
      calls += 1;
      return sendAll([...start, ...streamToolCall(toolCall, { position: calls - 1, index: 0 })]);
    },
    end({ choices, tokens }: WireReply): string {
      const [first, ...others] = choices;
      const rest = others.flatMap((choice, i) => streamChoice(choice, i + 1));
      const finish = first === undefined ? [] : [...open(true), endChoice(first, 0)];
      const usage = streamsUsage ? send([], writeUsage(tokens)) : '';
      return `${sendAll([...finish, ...rest])}${usage}${writeSse({ data: '[DONE]' })}`;
    },
  };
}

/** A whole choice: of several answers all but the first come at once. */
function streamChoice(choice: Choice, index: number): Part[] {
  const isRefusal = choice.finishReason === 'refusal';
  return [
    startChoice(choice.text !== '' && !isRefusal, index),
    ...(choice.text === '' ? [] : [writeText(choice.text, { index, isRefusal })]),
    ...choice.toolCalls.flatMap((call, position) => streamToolCall(call, { position, index })),
    endChoice(choice, index),
  ];
}

function startChoice(saysText: boolean, index: number): Part {
  return { index, delta: record({ role: 'assistant', content: saysText ? '' : null, refusal: null }) };
}

function writeText(text: string, { index, isRefusal }: { index: number; isRefusal: boolean }): Part {
  return { index, delta: record({ [isRefusal ? 'refusal' : 'content']: text }) };
}

function endChoice({ finishReason }: Choice, index: number): Part {
  return { index, delta: record({}), finish: writeFinish(finishReason) };
}

function streamToolCall(call: ToolCall, { position, index }: { position: number; index: number }): Part[] {
  const named = record({ name: call.name, arguments: '' });
  const start = record({ index: position, id: call.id, type: 'function', function: named });
  const pieces = cutPieces(writeArguments(call.arguments)).map((piece) =>
    record({ index: position, function: record({ arguments: piece }) }),
  );
  return [start, ...pieces].map((part) => ({ index, delta: record({ tool_calls: [part] }) }));
}
