import type { CallNumbers } from '../../mock/llm/match.js';
import type { Chunk } from '../../mock/llm/outcome.js';
import type { LlmRequest } from '../../mock/llm-request.js';
import type { CallSite } from '../../model/dispatch.js';
import type { PreparedAnswer } from './prepared-answer.js';

/** A stream that is being read. It is replaced, never changed: forks share it. */
export interface OpenStream {
  readonly request: LlmRequest;
  readonly numbers: CallNumbers;
  readonly site: CallSite;
  readonly answer: PreparedAnswer;
  readonly chunks: readonly Chunk[];
  /** Virtual milliseconds between two chunks. */
  readonly chunkMs: number;
  /** Chunks that were read. */
  readonly read: number;
  /** When the call was made, in virtual milliseconds. */
  readonly startedMs: number;
}
