import type { LlmMock, LlmMocking } from '../../mock/llm/llm-mock.js';
import type { NoAnswer } from '../../mock/llm/outcome.js';
import type { Answer } from '../../model/dispatch.js';
import { type ChosenAnswer, chooseAnswer } from '../mocks/choose.js';
import { nameMock } from '../mocks/describe.js';
import { describeNearestMock } from '../mocks/nearest.js';
import { enterCall, failCall, type ModelCall } from './call.js';
import { describeRequest } from './describe.js';
import { LLM_DESK } from './desk.js';

/** Finds the mock that answers a call and takes its answer; fails the scenario where none does. */
export function chooseMock(call: ModelCall, then: (chosen: ChosenAnswer<LlmMocking> | NoAnswer) => Answer): Answer {
  return chooseAnswer({ desk: LLM_DESK, world: call.world, call }, (chosen) => {
    if (chosen.kind === 'unmatched') return then(failUnmatched(call, chosen.refused));
    enterCall(call, 'answered', chosen.mock);
    if (chosen.kind === 'wrong') return then(failMock(call, chosen.mock, chosen.why));
    return then(chosen);
  });
}

function failUnmatched(call: ModelCall, refused: ReadonlySet<number>): NoAnswer {
  const { world, request } = call;
  const nearest = describeNearestMock({ desk: LLM_DESK, world, call }, refused);
  enterCall(call, 'unmatched');
  const message = `no mock answers this call of the model ${request.model}`;
  return failCall(call, { check: 'mock', message, notes: [describeRequest(request), ...nearest] });
}

/** A mistake of a mock's author. */
export function failMock(call: ModelCall, mock: LlmMock, why: string): NoAnswer {
  const notes = [`the mock: ${nameMock(LLM_DESK, mock)}`, describeRequest(call.request)];
  return failCall(call, { check: 'mock', message: `the mock that answers is wrong: ${why}`, notes });
}
