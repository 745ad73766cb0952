import type { LlmRequest } from '../llm-request.js';
import type { Mock } from '../mock.js';
import { type Matching, Mocks } from '../mocks.js';
import { matchesRequest } from './compare-request.js';
import type { MockFault } from './fault.js';
import type { CallNumbers, LlmMatch } from './match.js';
import type { MockReply } from './reply.js';

/** A call of the model, as mocks are held against it. */
export interface LlmCall {
  readonly request: LlmRequest;
  readonly numbers: CallNumbers;
}

/** The mocks of the model. */
export interface LlmMocking {
  readonly match: LlmMatch;
  readonly reply: MockReply;
  readonly fault: MockFault;
  readonly call: LlmCall;
}

export type LlmMock = Mock<LlmMocking>;

const MATCHING: Matching<LlmMocking> = {
  keysOf: ({ model }) => model?.oneOf,
  keyOf: ({ request }) => request.model,
  matches: (match, { request, numbers }) => matchesRequest(match, request, numbers),
};

export function createLlmMocks(): Mocks<LlmMocking> {
  return new Mocks(MATCHING);
}
