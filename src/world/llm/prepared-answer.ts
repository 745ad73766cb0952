import type { MockFault } from '../../mock/llm/fault.js';
import type { LlmMock } from '../../mock/llm/llm-mock.js';
import type { Choice, ModelFault } from '../../mock/llm/outcome.js';
import type { MockReply } from '../../mock/llm/reply.js';

/** What a mock has for a call, before its time has passed and before what it costs is known. */
export interface PreparedAnswer {
  /** Undefined where no mock was asked. */
  readonly mock: LlmMock | undefined;
  /** What the mock said, which tells of tokens and costs. */
  readonly reply: MockReply;
  readonly choices: readonly Choice[];
  /** Virtual milliseconds until the answer, its first chunk, or the fault. */
  readonly latencyMs: number;
  /** In place of the answer; with `breaksAfter` once so many chunks of a stream have come, or half of them. */
  readonly fault?: ModelFault;
  readonly breaksAfter?: number | 'half';
  /** What went wrong with the answer that comes nevertheless. */
  readonly damage?: MockFault['kind'];
}
