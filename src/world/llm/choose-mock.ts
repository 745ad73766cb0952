import type { MockFault } from '../../mock/llm/fault.js';
import type { LlmMock } from '../../mock/llm/mock.js';
import type { NoAnswer } from '../../mock/llm/outcome.js';
import type { MockReply } from '../../mock/llm/reply.js';
import { MockSearch } from '../../mock/llm/search.js';
import { showRequest } from '../../mock/llm/show-request.js';
import type { Answer } from '../../model/dispatch.js';
import { enterCall, failCall, type ModelCall } from './call.js';
import { describeRequest, nameMock } from './describe.js';
import { drawFault, needsReply } from './draw-fault.js';
import { callHandler, type Raised } from './handler.js';
import { describeNearestMock } from './nearest.js';
import type { MockAnswer } from './prepare-answer.js';
import { readGivenReply } from './read-given-reply.js';

/** What answers a call, or why nothing does. */
export type Chosen = { readonly kind: 'answer'; readonly answer: MockAnswer } | NoAnswer;

type Then = (chosen: Chosen) => Answer;

/** A call, and how far the look for its answer has come. */
interface Choosing {
  readonly call: ModelCall;
  readonly search: MockSearch;
  /** Mocks whose predicate said no. */
  readonly refused: Set<number>;
  readonly then: Then;
}

const NO_REPLY: MockReply = { choices: [{ text: '', toolCalls: [] }], latencyMs: 0, isMistaken: false };

/** Finds the mock that answers a call, the newest that matches, and takes its answer. */
export function chooseAnswer(call: ModelCall, then: Then): Answer {
  const search = new MockSearch(call.world.llm.mocks, call.request, call.numbers);
  return tryNext({ call, search, refused: new Set(), then });
}

function tryNext(choosing: Choosing): Answer {
  const { call, search } = choosing;
  const mock = search.next();
  if (mock === undefined) return choosing.then(failUnmatched(choosing));
  if (mock.where === undefined) return takeAnswer(choosing, mock);
  return callHandler(mock.where, [showRequest(call.request)], (result) => {
    if (result.kind === 'raised') return end(choosing, mock, failFunction(call, mock, { ...result, name: 'where' }));
    // Others may have used it up while the predicate was asked.
    const isReady = call.world.llm.mocks.findUnready(mock) === undefined;
    if (isReady && result.value !== false && result.value !== undefined) return takeAnswer(choosing, mock);
    choosing.refused.add(mock.id);
    return tryNext(choosing);
  });
}

/** Ends the look with a mock that has answered, were it wrongly. */
function end({ call, then }: Choosing, mock: LlmMock, chosen: Chosen): Answer {
  enterCall(call, 'answered', mock);
  return then(chosen);
}

function takeAnswer(choosing: Choosing, mock: LlmMock): Answer {
  const { world } = choosing.call;
  const { answers } = mock;
  const fault = drawFault(world, mock);
  if (fault !== undefined) world.llm.mocks.note(mock.id, { hasFaulted: true });
  const chance = fault === undefined ? {} : { fault };
  if (answers.kind === 'replies') {
    return end(choosing, mock, {
      kind: 'answer',
      answer: { mock, reply: takeReply(choosing, mock, fault), ...chance },
    });
  }
  if (fault === undefined || needsReply(fault)) return askFunction(choosing, mock, fault);
  return end(choosing, mock, { kind: 'answer', answer: { mock, reply: NO_REPLY, fault } });
}

/** The next reply of a mock. What a fault takes the place of, or spoils, is there for whoever tries again. */
function takeReply({ call }: Choosing, { id, answers }: LlmMock, fault: MockFault | undefined): MockReply {
  const { mocks } = call.world.llm;
  const { used } = mocks.stateOf(id);
  const reply = answers.kind === 'replies' ? answers.replies[answers.isSequence ? used : 0] : undefined;
  if (reply === undefined) throw new Error(`the mock ${id} has no answer left`);
  if (fault === undefined || fault.kind === 'slow_start') mocks.note(id, { used: used + 1 });
  return reply;
}

/** Asks the function of a mock, or goes on with its script. */
function askFunction(choosing: Choosing, mock: LlmMock, fault: MockFault | undefined): Answer {
  const { call } = choosing;
  const { mocks } = call.world.llm;
  const { answers } = mock;
  if (answers.kind !== 'function') throw new Error(`the mock ${mock.id} has no function`);
  const name = answers.isScript ? 'script' : 'reply_with';
  // Counted before it runs, so that calls made meanwhile are not answered once too often.
  mocks.note(mock.id, { used: mocks.stateOf(mock.id).used + 1 });
  return callHandler(answers.handler, [showRequest(call.request)], (result) => {
    if (result.kind === 'raised') return end(choosing, mock, failFunction(call, mock, { ...result, name }));
    const hasEnded = answers.isScript && result.hasEnded;
    if (hasEnded) mocks.note(mock.id, { hasEnded });
    if (hasEnded && result.value === undefined) {
      mocks.note(mock.id, { used: mocks.stateOf(mock.id).used - 1 });
      return tryNext(choosing);
    }
    const reply = readGivenReply(name, result.value);
    if (typeof reply === 'string') return end(choosing, mock, failMock(call, mock, reply));
    return end(choosing, mock, { kind: 'answer', answer: { mock, reply, ...(fault && { fault }) } });
  });
}

function failUnmatched({ call, refused }: Choosing): NoAnswer {
  const { request } = call;
  const notes = [describeRequest(request), ...describeNearestMock(call, refused)];
  enterCall(call, 'unmatched');
  return failCall(call, { check: 'mock', message: `no mock answers this call of the model ${request.model}`, notes });
}

function failFunction(call: ModelCall, mock: LlmMock, raised: Raised & { readonly name: string }): NoAnswer {
  const { name, message, failure } = raised;
  if (failure !== undefined) return { kind: 'failed', message, failure };
  return failMock(call, mock, `its ${name} raised: ${message}`);
}

/** A mistake of a mock's author. */
export function failMock(call: ModelCall, mock: LlmMock, why: string): NoAnswer {
  const notes = [`the mock: ${nameMock(mock)}`, describeRequest(call.request)];
  return failCall(call, { check: 'mock', message: `the mock that answers is wrong: ${why}`, notes });
}
