import type { Mock, MockKind } from '../../mock/mock.js';
import type { World } from '../world.js';
import { describeMatch } from './describe.js';
import type { MockDesk } from './desk.js';

/** The fault that chance has for a call, by a stream of random numbers of the mock's own. */
export function drawFault<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  world: World,
  mock: Mock<Kind>,
): Kind['fault'] | undefined {
  if (mock.chances.length === 0) return undefined;
  const stream = world.random(`${desk.name} faults of ${mock.name ?? describeMatch(desk, mock)}`);
  // One number for each, so that none moves what the others come to.
  const drawn = mock.chances.filter(({ probability }) => stream.number() < probability);
  return drawn[0]?.fault;
}
