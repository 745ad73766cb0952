import type { ModelReply } from '../mock/llm/outcome.js';
import { type Answer, answerValue } from '../model/dispatch.js';
import { createValueMap, type Value } from '../model/value.js';
import { askModel, resolveModel } from './ask-model.js';
import { type HostCall, textArgument } from './host-function.js';
import { readRequest } from './llm/read-request.js';
import { showTokens, showToolCall, toLuaFloat } from './llm/show-call.js';

/** `llm.call`: raises where the model does not answer. */
export function callModel(call: HostCall): Answer {
  const model = resolveModel(call.world, textArgument(call, 0, 'llm.call'));
  const request = readRequest('llm.call', model, call.args.slice(1));
  return askModel(call, request, (outcome) => {
    if (outcome.kind === 'reply') return answerValue(showReply(outcome.reply));
    if (outcome.kind === 'fault') return { kind: 'raise', message: `llm.call: ${outcome.fault.message}` };
    return { kind: 'raise', message: `llm.call: ${outcome.message}`, isFailure: true };
  });
}

function showReply(reply: ModelReply): Value {
  return createValueMap([
    ['text', reply.text],
    ['tool_calls', reply.toolCalls.map(showToolCall)],
    ['finish_reason', reply.finishReason],
    ['tokens', showTokens(reply.tokens)],
    ['cost_cents', toLuaFloat(reply.costCents)],
    ['model', reply.model],
  ]);
}
