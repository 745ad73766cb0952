import type { MockReply } from '../../mock/llm/reply.js';
import type { LlmRequest } from '../../mock/llm-request.js';
import type { Answer } from '../../model/dispatch.js';
import { passTime, type TimedCall } from '../pass-time.js';
import { holdSite, type ModelCall } from './call.js';
import { prepareAnswer } from './prepare-answer.js';
import { type Settled, settleCall } from './settle-call.js';

/** A call as `tellCall` tells of it: of whom it was, and what came. */
export interface ToldCall extends TimedCall {
  readonly request: LlmRequest;
  readonly reply: MockReply;
}

/** Takes note of a call whose answer is known: no mock is asked, but it takes its time, it costs, and the journal has it. */
export function tellCall({ reply, ...told }: ToldCall, then: (settled: Settled) => Answer): Answer {
  const call: ModelCall = {
    ...told,
    site: holdSite(told.site),
    numbers: { call: 0, agentCall: 0 },
    startedMs: told.world.elapsedMs,
  };
  const answer = prepareAnswer(call, { reply });
  const { choices, fault } = answer;
  return passTime(call, answer.latencyMs, () => then(settleCall(call, answer, { choices, ...(fault && { fault }) })));
}
