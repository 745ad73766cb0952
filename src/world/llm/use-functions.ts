import type { Choice, ChunkOutcome, ModelFault, ModelOutcome, ModelReply } from '../../mock/llm/outcome.js';
import { showTokens, showToolCall, toLuaFloat } from '../../mock/llm/show-request.js';
import { type Answer, answerValue } from '../../model/dispatch.js';
import { toNumber, type ValueMap } from '../../model/value.js';
import { askModel, resolveModel } from '../ask-model.js';
import { type HostCall, type HostPart, textArgument } from '../host-function.js';
import { readRequest } from './read-request.js';
import { closeStream, readChunk } from './stream.js';

/** What the prelude calls for `llm.call` and its like: whoever may call the model gets these. */
export const useFunctions: HostPart = {
  shared: ['llm.call', 'llm.try_call', 'llm.stream'],
  internal: {
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
  if (outcome.kind === 'failed') return raiseFailed(name, outcome);
  if (isTrying(name)) return answerValue(undefined, showFault(outcome.fault));
  return { kind: 'raise', message: `${name}: ${outcome.fault.message}` };
}

function raiseFailed(name: string, { message, failure }: { message: string; failure: number }): Answer {
  return { kind: 'raise', message: `${name}: ${message}`, failure };
}

const isTrying = (name: string) => name.startsWith('llm.try_');

/** A chunk, and whether others follow. */
function answerChunk(name: string, outcome: ChunkOutcome): Answer {
  if (outcome.kind === 'chunk') {
    const { text, toolCall } = outcome.chunk;
    return answerValue(toolCall === undefined ? { text } : { text, tool_call: showToolCall(toolCall) }, true);
  }
  if (outcome.kind === 'end') return answerValue({ text: '', reply: showReply(outcome.reply) }, false);
  if (outcome.kind === 'failed') return raiseFailed(name, outcome);
  if (isTrying(name)) return answerValue({ text: '', fault: showFault(outcome.fault) }, false);
  return { kind: 'raise', message: `${name}: ${outcome.fault.message}` };
}

function showReply(reply: ModelReply): ValueMap {
  const shown: ValueMap = {
    text: reply.text,
    tool_calls: reply.toolCalls.map(showToolCall),
    finish_reason: reply.finishReason,
    tokens: showTokens(reply.tokens),
    cost_cents: toLuaFloat(reply.costCents),
    model: reply.model,
  };
  if (reply.json !== undefined) shown.json = reply.json;
  if (reply.choices.length > 1) shown.choices = reply.choices.map(showChoice);
  return shown;
}

function showChoice({ text, toolCalls, finishReason }: Choice): ValueMap {
  return { text, tool_calls: toolCalls.map(showToolCall), finish_reason: finishReason };
}

function showFault({ kind, status, retryAfterMs, message }: ModelFault): ValueMap {
  const shown: ValueMap = { kind, message };
  if (status !== undefined) shown.status = status;
  if (retryAfterMs !== undefined) shown.retry_after_ms = retryAfterMs;
  return shown;
}
