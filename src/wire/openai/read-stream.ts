import { Fields } from '../../mock/fields.js';
import type { Choice } from '../../mock/llm/outcome.js';
import type { TokenCounts } from '../../mock/llm-request.js';
import { toNumber, type Value } from '../../model/value.js';
import { parseJson, readArguments } from '../json.js';
import type { WireReply } from '../provider.js';
import type { SseEvent } from '../sse.js';
import { refuse } from '../wire-refusal.js';
import { readFinish } from './finish.js';
import { readUsage, toReply } from './read-reply.js';

interface OpenCall {
  id: string;
  name: string;
  text: string;
}

interface OpenChoice {
  text: string;
  refusal: string | undefined;
  finish: string | undefined;
  readonly calls: OpenCall[];
}

/** What the chunks of a streamed chat completion tell together. Throws a WireRefusal where they break off. */
export function readOpenAiStream(events: Iterable<SseEvent>): WireReply {
  const choices: OpenChoice[] = [];
  let [model, tokens]: [string, TokenCounts] = ['', readUsage(undefined, [])];
  let isDone = false;
  for (const { data } of events) {
    isDone ||= data === '[DONE]';
    if (data === '[DONE]') continue;
    const fields = new Fields(parseJson(data) ?? data, [], refuse);
    model = fields.text('model') ?? model;
    if (fields.get('usage') !== undefined) tokens = readUsage(fields.get('usage'), ['usage']);
    for (const choice of fields.list('choices') ?? []) addChunk(choices, choice);
  }
  if (!isDone) refuse([], 'the stream breaks off before [DONE]');
  return toReply(model, choices.map(closeChoice), tokens);
}

function addChunk(choices: OpenChoice[], value: Value): void {
  const fields = new Fields(value, ['choices'], refuse);
  const index = fields.count('index') ?? 0;
  choices[index] ??= { text: '', refusal: undefined, finish: undefined, calls: [] };
  const choice = choices[index];
  const delta = new Fields(fields.get('delta'), ['delta'], refuse);
  choice.text += delta.text('content') ?? '';
  const refusal = delta.text('refusal');
  if (refusal !== undefined) choice.refusal = (choice.refusal ?? '') + refusal;
  choice.finish = fields.text('finish_reason') ?? choice.finish;
  for (const call of delta.list('tool_calls') ?? []) addCall(choice.calls, call);
}

function addCall(calls: OpenCall[], value: Value): void {
  const fields = new Fields(value, ['tool_calls'], refuse);
  const index = toNumber(fields.get('index')) ?? 0;
  calls[index] ??= { id: '', name: '', text: '' };
  const call = calls[index];
  const called = new Fields(fields.get('function') ?? {}, ['function'], refuse);
  call.id = fields.text('id') ?? call.id;
  call.name += called.text('name') ?? '';
  call.text += called.text('arguments') ?? '';
}

function closeChoice({ text, refusal, finish, calls }: OpenChoice): Choice {
  const toolCalls = calls.map((call) => ({ id: call.id, name: call.name, arguments: readArguments(call.text) }));
  return { text: refusal ?? text, toolCalls, finishReason: readFinish(finish, refusal) };
}
