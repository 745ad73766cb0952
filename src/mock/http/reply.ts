import type { HttpMockFault } from './fault.js';
import type { HttpReply } from './http-request.js';

/** What a mock answers to one request. Plain data, which can be sent to workers. */
export interface MockHttpReply extends HttpReply {
  /** Virtual milliseconds until the answer, or the fault, is there. */
  readonly latencyMs: number;
  readonly fault?: HttpMockFault;
}
