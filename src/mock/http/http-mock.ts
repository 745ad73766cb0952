import type { Mock } from '../mock.js';
import { Mocks } from '../mocks.js';
import type { HttpMockFault } from './fault.js';
import type { HttpRequest } from './http-request.js';
import type { HttpMatch } from './match.js';
import type { MockHttpReply } from './reply.js';

/** A call of another service, as mocks are held against it. */
export interface HttpCall {
  readonly request: HttpRequest;
  /** Among all of the scenario, from 1. */
  readonly number: number;
}

/** The mocks of other services. */
export interface HttpMocking {
  readonly match: HttpMatch;
  readonly reply: MockHttpReply;
  readonly fault: HttpMockFault;
  readonly call: HttpCall;
}

export type HttpMock = Mock<HttpMocking>;

export function createHttpMocks(): Mocks<HttpMocking> {
  return new Mocks(({ method }) => method?.oneOf);
}
