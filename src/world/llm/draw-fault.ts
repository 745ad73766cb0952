import type { MockFault } from '../../mock/llm/fault.js';
import type { LlmMock } from '../../mock/llm/mock.js';
import type { World } from '../world.js';
import { describeMatch } from './describe.js';

/** The fault that chance has for a call, by a stream of random numbers of the mock's own. */
export function drawFault(world: World, mock: LlmMock): MockFault | undefined {
  if (mock.chances.length === 0) return undefined;
  const stream = world.random(`llm faults of ${mock.name ?? describeMatch(mock.match)}`);
  // One number for each, so that none moves what the others come to.
  const drawn = mock.chances.filter(({ probability }) => stream.number() < probability);
  return drawn[0]?.fault;
}

/** Whether a fault does something to an answer, in place of being all there is. */
export function needsReply({ kind }: MockFault): boolean {
  return kind === 'malformed_json' || kind === 'truncated' || kind === 'slow_start' || kind === 'content_filter';
}
