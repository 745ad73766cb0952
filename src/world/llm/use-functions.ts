import type { ChunkOutcome, ModelFault, ModelOutcome, ModelReply } from '../../mock/llm/outcome.js';
import { showTokens, showToolCall, toLuaFloat } from '../../mock/llm/show-request.js';
import { type Answer, answerValue } from '../../model/dispatch.js';
import { createValueMap, toNumber, type Value, type ValueMap } from '../../model/value.js';
import { askModel, resolveModel } from '../ask-model.js';
import { type HostCall, type HostFunction, textArgument } from '../host-function.js';
import { readRequest } from './read-request.js';
import { closeStream, readChunk } from './stream.js';

/** What the prelude calls for `llm.call` and its like: whoever may call the model gets these. */
export const useFunctions: Readonly<Record<string, HostFunction>> = {
  'llm.call': (call) => ask(call, 'llm.call', false),
  'llm.try_call': (call) => ask(call, 'llm.try_call', false),
  'llm.stream': (call) => ask(call, textArgument(call, 3, 'llm.stream'), true),
  'llm.read_chunk': (call) => {
    const name = textArgument(call, 1, 'llm.stream');
    return readChunk(call.world, streamArgument(call), (outcome) => answerChunk(name, outcome));
  },
  'llm.close_stream': (call) => {
    closeStream(call.world, streamArgument(call));
    return answerValue();
  },
};

function streamArgument({ args }: HostCall): number {
  return toNumber(args[0]) ?? 0;
}

function ask(call: HostCall, name: string, stream: boolean): Answer {
  const model = resolveModel(call.world, textArgument(call, 0, name));
  const request = readRequest({ name, model, stream }, call.args[1], call.args[2]);
  return askModel(call, request, (outcome) => answerOutcome(name, outcome));
}

function answerOutcome(name: string, outcome: ModelOutcome): Answer {
  if (outcome.kind === 'reply') return answerValue(showReply(outcome.reply));
  if (outcome.kind === 'stream') return answerValue(outcome.stream);
  if (outcome.kind === 'failed') return { kind: 'raise', message: `${name}: ${outcome.message}`, isFailure: true };
  if (isTrying(name)) return answerValue(undefined, showFault(outcome.fault));
  return { kind: 'raise', message: `${name}: ${outcome.fault.message}` };
}

const isTrying = (name: string) => name.startsWith('llm.try_');

/** A chunk, and whether others follow. */
function answerChunk(name: string, outcome: ChunkOutcome): Answer {
  if (outcome.kind === 'chunk') {
    const { text, toolCall } = outcome.chunk;
    return answerValue(
      createValueMap([['text', text], ...field('tool_call', toolCall && showToolCall(toolCall))]),
      true,
    );
  }
  if (outcome.kind === 'end') return answerValue(createLast('reply', showReply(outcome.reply)), false);
  if (outcome.kind === 'failed') return { kind: 'raise', message: `${name}: ${outcome.message}`, isFailure: true };
  if (isTrying(name)) return answerValue(createLast('fault', showFault(outcome.fault)), false);
  return { kind: 'raise', message: `${name}: ${outcome.fault.message}` };
}

function createLast(key: string, value: Value): ValueMap {
  return createValueMap([
    ['text', ''],
    [key, value],
  ]);
}

function field(key: string, value: Value): [string, Value][] {
  return value === undefined ? [] : [[key, value]];
}

function showReply(reply: ModelReply): Value {
  const { choices } = reply;
  return createValueMap([
    ['text', reply.text],
    ...field('json', reply.json),
    ['tool_calls', reply.toolCalls.map(showToolCall)],
    ['finish_reason', reply.finishReason],
    ...field('choices', choices.length > 1 ? choices.map(showChoice) : undefined),
    ['tokens', showTokens(reply.tokens)],
    ['cost_cents', toLuaFloat(reply.costCents)],
    ['model', reply.model],
  ]);
}

function showChoice({ text, toolCalls, finishReason }: ModelReply['choices'][number]): Value {
  return createValueMap([
    ['text', text],
    ['tool_calls', toolCalls.map(showToolCall)],
    ['finish_reason', finishReason],
  ]);
}

function showFault({ kind, status, retryAfterMs, message }: ModelFault): Value {
  return createValueMap([
    ['kind', kind],
    ...field('status', status),
    ...field('retry_after_ms', retryAfterMs),
    ['message', message],
  ]);
}
