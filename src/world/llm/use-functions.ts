import type { Choice, ChunkOutcome, ModelFault, ModelOutcome, ModelReply } from '../../mock/llm/outcome.js';
import { showTokens, showToolCall, toLuaFloat } from '../../mock/llm/show-request.js';
import type { LlmRequest } from '../../mock/llm-request.js';
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
    'llm.call': (call) => ask(call, { name: 'llm.call', isStream: false, isTrying: false }),
    'llm.try_call': (call) => ask(call, { name: 'llm.try_call', isStream: false, isTrying: true }),
    'llm.stream': (call) => ask(call, readWay(textArgument(call, 3, 'llm.stream'))),
    'llm.read_chunk': (call) => readNext(call, readWay(textArgument(call, 1, 'llm.stream'))),
    'llm.close_stream': (call) => {
      closeStream(call.world, streamArgument(call));
      return answerValue();
    },
  },
};

function streamArgument({ args }: HostCall): number {
  return toNumber(args[0]) ?? 0;
}

/** How a model is called. */
export interface CallWay {
  /** What errors say was called. */
  readonly name: string;
  readonly isStream: boolean;
  /** Whether what provider and network do comes as data; else it is raised. */
  readonly isTrying: boolean;
}

/** The way of a function that streams. */
function readWay(name: string): CallWay {
  return { name, isStream: true, isTrying: name.startsWith('llm.try_') };
}

/** `model, messages, options`: gives the reply, or the number of a stream; or nothing, and a fault. */
export function ask(call: HostCall, way: CallWay): Answer {
  const { name, isStream: stream } = way;
  const model = resolveModel(call.world, textArgument(call, 0, name));
  const request = inNameOfAgent(call, readRequest({ name, model, stream }, call.args[1], call.args[2]));
  return askModel(call, request, (outcome) => answerOutcome(way, outcome));
}

/** A request that does not say who asks is made by the agent whose task goes on, where one does. */
function inNameOfAgent({ world: { agents } }: HostCall, request: LlmRequest): LlmRequest {
  const { current } = agents;
  return current === undefined ? request : { agent: current.agent, task: String(current.id), ...request };
}

function answerOutcome({ name, isTrying }: CallWay, outcome: ModelOutcome): Answer {
  if (outcome.kind === 'reply') return answerValue(showReply(outcome.reply));
  if (outcome.kind === 'stream') return answerValue(outcome.stream);
  if (outcome.kind === 'failed') return raiseFailed(name, outcome);
  if (isTrying) return answerValue(undefined, showFault(outcome.fault));
  return { kind: 'raise', message: `${name}: ${outcome.fault.message}` };
}

function raiseFailed(name: string, { message, failure }: { message: string; failure: number }): Answer {
  return { kind: 'raise', message: `${name}: ${message}`, failure };
}

/** `stream`: gives what comes next of a stream, and whether more follows. */
export function readNext(call: HostCall, way: CallWay): Answer {
  return readChunk(call, streamArgument(call), (outcome) => answerChunk(way, outcome));
}

/** A chunk, and whether others follow. */
function answerChunk({ name, isTrying }: CallWay, outcome: ChunkOutcome): Answer {
  if (outcome.kind === 'chunk') {
    const { text, toolCall } = outcome.chunk;
    return answerValue(toolCall === undefined ? { text } : { text, tool_call: showToolCall(toolCall) }, true);
  }
  if (outcome.kind === 'end') return answerValue({ text: '', reply: showReply(outcome.reply) }, false);
  if (outcome.kind === 'failed') return raiseFailed(name, outcome);
  if (isTrying) return answerValue({ text: '', fault: showFault(outcome.fault) }, false);
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
