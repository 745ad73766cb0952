import type { MockKind } from '../../mock/mock.js';
import type { Failure } from '../../model/outcome.js';
import type { Settled } from '../settled.js';
import type { World } from '../world.js';
import type { MockDesk } from './desk.js';
import { describeUnkept } from './nearest.js';

/** How many promises of one kind of mocks were kept, and a failure for each that was not. */
export function settleMocks<Kind extends MockKind>(desk: MockDesk<Kind>, world: World): Settled {
  const mocks = desk.mocksOf(world);
  const unkept = mocks.unkept().map((mock): Failure => {
    const excerpt = mock.at && world.base.book.excerpt(mock.at);
    return { ...describeUnkept(desk, world, mock), ...(excerpt && { excerpt }) };
  });
  return { keptPromises: mocks.countKept(), unkept };
}
