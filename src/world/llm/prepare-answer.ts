import type { MockFault } from '../../mock/llm/fault.js';
import type { LlmMock, LlmMocking } from '../../mock/llm/llm-mock.js';
import type { Choice } from '../../mock/llm/outcome.js';
import type { MockChoice } from '../../mock/llm/reply.js';
import type { ToolCall } from '../../mock/llm-request.js';
import type { ChosenAnswer } from '../mocks/choose.js';
import type { ModelCall } from './call.js';
import { breakJson, findNetworkFault, REFUSAL } from './faults.js';
import type { PreparedAnswer } from './prepared-answer.js';

const SLOW_START_MS = 10_000;

/** What a call is answered with, and by which mock, if one was asked. */
export type GivenAnswer = Omit<ChosenAnswer<LlmMocking>, 'kind' | 'mock'> & { readonly mock?: LlmMock };

/** Puts together what a call gets: the ids of its tools' calls, and what faults make of it. */
export function prepareAnswer(call: ModelCall, { mock, reply, fault = reply.fault }: GivenAnswer): PreparedAnswer {
  const { request } = call;
  const slow = fault?.kind === 'slow_start' ? (fault.afterMs ?? SLOW_START_MS) : 0;
  const latencyMs = reply.latencyMs + slow;
  const limit = request.timeoutMs ?? Number.POSITIVE_INFINITY;
  const failing = findNetworkFault(reply, fault, request);
  const wholeMs = failing === undefined ? latencyMs : latencyMs + failing.afterMs;
  // Without spreading in the usual way through: that takes longer than all else here.
  const base = { mock, reply, choices: [], latencyMs: Math.min(wholeMs, limit) };
  if (wholeMs > limit) return { ...base, fault: { kind: 'timeout', message: `timeout: no answer within ${limit} ms` } };
  if (failing !== undefined && !(request.stream && fault?.kind === 'truncated'))
    return { ...base, fault: failing.fault };
  const choices = reply.choices.map((choice) => issueChoice(call, damageChoice(choice, fault)));
  if (fault === undefined && failing === undefined) return { mock, reply, choices, latencyMs: base.latencyMs };
  return {
    ...base,
    choices,
    ...(failing !== undefined && { fault: failing.fault, breaksAfter: fault?.afterChunks ?? 'half' }),
    ...(fault !== undefined && failing === undefined && { damage: fault.kind }),
  };
}

/** What a fault makes of one of the answers. */
function damageChoice(choice: MockChoice, fault: MockFault | undefined): MockChoice {
  if (fault?.kind === 'content_filter') return { text: choice.text, toolCalls: [], finishReason: 'content_filter' };
  if (fault?.kind === 'refusal') {
    return {
      text: fault.message ?? (choice.text === '' ? REFUSAL : choice.text),
      toolCalls: [],
      finishReason: 'refusal',
    };
  }
  return fault?.kind === 'malformed_json' ? breakJson(choice) : choice;
}

/** Gives each call of a tool its id, and remembers it. */
function issueChoice({ world }: ModelCall, { text, toolCalls, finishReason }: MockChoice): Choice {
  const issued = toolCalls.map((call): ToolCall => {
    const made = { id: call.id ?? world.llm.nextToolCallId(), name: call.name, arguments: call.arguments };
    world.llm.issue(made);
    return made;
  });
  return { text, toolCalls: issued, finishReason: finishReason ?? (issued.length > 0 ? 'tool_calls' : 'stop') };
}
