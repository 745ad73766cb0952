import type { LlmMock } from '../../mock/llm/mock.js';
import type { Search } from '../../mock/llm/mocks.js';
import type { NoAnswer } from '../../mock/llm/outcome.js';
import type { MockReply } from '../../mock/llm/reply.js';
import { showRequest } from '../../mock/llm/show-request.js';
import type { Answer } from '../../model/dispatch.js';
import { enterCall, failCall, type ModelCall } from './call.js';
import { describeRequest, nameMock } from './describe.js';
import { drawFault, needsReply } from './draw-fault.js';
import { callHandler } from './handler.js';
import { describeNearestMock } from './nearest.js';
import type { MockAnswer } from './prepare-answer.js';
import { readGivenReply } from './read-given-reply.js';

/** What answers a call, or why nothing does. */
export type Chosen = { readonly kind: 'answer'; readonly answer: MockAnswer } | NoAnswer;

type Then = (chosen: Chosen) => Answer;

/** A call, and how far the look for its answer has come. */
interface Choosing {
  readonly call: ModelCall;
  readonly search: Search;
  /** Mocks whose predicate said no. */
  readonly refused: Set<number>;
  readonly then: Then;
}

const NO_REPLY: MockReply = { choices: [{ text: '', toolCalls: [] }], latencyMs: 0, isMistaken: false };

/** Finds the mock that answers a call, the newest that matches, and takes its answer. */
export function chooseAnswer(call: ModelCall, then: Then): Answer {
  const search = call.world.llm.mocks.search(call.request, call.numbers);
  return tryNext({ call, search, refused: new Set(), then });
}

function tryNext(choosing: Choosing): Answer {
  const { call, search } = choosing;
  const mock = call.world.llm.mocks.next(search);
  if (mock === undefined) return then(choosing, describeUnmatched(choosing));
  if (mock.where === undefined) return takeAnswer(choosing, mock);
  return callHandler(mock.where, [showRequest(call.request)], (result) => {
    if (result.kind === 'raised') return then(choosing, failMock(call, mock, `its where raised: ${result.message}`));
    // Others may have used it up while the predicate was asked.
    const isReady = call.world.llm.mocks.findUnready(mock) === undefined;
    if (isReady && result.value !== false && result.value !== undefined) return takeAnswer(choosing, mock);
    choosing.refused.add(mock.id);
    return tryNext(choosing);
  });
}

function then({ call, then: resume }: Choosing, chosen: Chosen): Answer {
  if (chosen.kind === 'answer') enterCall(call, 'answered', chosen.answer.mock);
  return resume(chosen);
}

function takeAnswer(choosing: Choosing, mock: LlmMock): Answer {
  const { call } = choosing;
  const { mocks } = call.world.llm;
  const fault = drawFault(call.world, mock);
  const { answers } = mock;
  const { used } = mocks.stateOf(mock.id);
  if (answers.kind === 'function') {
    if (fault !== undefined && !needsReply(fault)) {
      return then(choosing, { kind: 'answer', answer: { mock, reply: NO_REPLY, fault } });
    }
    return askFunction(choosing, mock, fault);
  }
  const replies = answers.kind === 'replies' ? answers.replies : [];
  const reply = replies[answers.kind === 'replies' && answers.isSequence ? used : 0];
  if (reply === undefined) throw new Error(`the mock ${mock.id} has no answer left`);
  // What a fault takes the place of, or spoils, is there for whoever tries again.
  if (fault === undefined || fault.kind === 'slow_start') mocks.note(mock.id, { used: used + 1 });
  return then(choosing, { kind: 'answer', answer: { mock, reply, ...(fault && { fault }) } });
}

/** Asks the function of a mock, or goes on with its script. */
function askFunction(choosing: Choosing, mock: LlmMock, fault: MockAnswer['fault']): Answer {
  const { call } = choosing;
  const { mocks } = call.world.llm;
  const { answers } = mock;
  if (answers.kind !== 'function') throw new Error('no function answers');
  // Counted before it runs, so that calls made meanwhile are not answered once too often.
  mocks.note(mock.id, { used: mocks.stateOf(mock.id).used + 1 });
  return callHandler(answers.handler, [showRequest(call.request)], (result) => {
    const name = answers.isScript ? 'script' : 'reply_with';
    if (result.kind === 'raised') return then(choosing, failMock(call, mock, `its ${name} raised: ${result.message}`));
    if (answers.isScript && result.hasEnded) {
      mocks.note(mock.id, { hasEnded: true });
      if (result.value === undefined) {
        mocks.note(mock.id, { used: mocks.stateOf(mock.id).used - 1 });
        return tryNext(choosing);
      }
    }
    const reply = readGivenReply(name, result.value);
    if (typeof reply === 'string') return then(choosing, failMock(call, mock, reply));
    return then(choosing, { kind: 'answer', answer: { mock, reply, ...(fault && { fault }) } });
  });
}

function describeUnmatched({ call, refused }: Choosing): NoAnswer {
  const { request } = call;
  const notes = [describeRequest(request), ...describeNearestMock(call, refused)];
  enterCall(call, 'unmatched');
  return failCall(call, { check: 'mock', message: `no mock answers this call of the model ${request.model}`, notes });
}

/** A mistake of a mock's author. */
export function failMock(call: ModelCall, mock: LlmMock, why: string): NoAnswer {
  const notes = [`the mock: ${nameMock(mock)}`, describeRequest(call.request)];
  return failCall(call, { check: 'mock', message: `the mock that answers is wrong: ${why}`, notes });
}
