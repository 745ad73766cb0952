import type { LlmRequest } from '../llm-request.js';
import type { Mock } from '../mock.js';
import { Mocks } from '../mocks.js';
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

export function createLlmMocks(): Mocks<LlmMocking> {
  return new Mocks(({ model }) => model?.oneOf);
}
