import type { CallNumbers } from '../../mock/llm/match.js';
import type { Chunk } from '../../mock/llm/outcome.js';
import type { LlmRequest } from '../../mock/llm-request.js';
import type { CallSite } from '../../model/dispatch.js';
import type { PreparedAnswer } from './prepared-answer.js';

/** A stream that is being read. Each fork has its own. */
export interface OpenStream {
  readonly request: LlmRequest;
  readonly numbers: CallNumbers;
  readonly site: CallSite;
  readonly answer: PreparedAnswer;
  readonly chunks: readonly Chunk[];
  /** Virtual milliseconds between two chunks. */
  readonly chunkMs: number;
  /** How many chunks were read. */
  read: number;
  /** When the call was made, in virtual milliseconds. */
  readonly startedMs: number;
}
