import type { Failure } from '../../model/outcome.js';
import type { Settled } from '../settled.js';
import type { World } from '../world.js';
import { describeUnkept } from './nearest.js';
import { closeStream } from './stream.js';

/** Ends streams that are still open, and tells of promised answers that were not used as promised. */
export function settleModel(world: World): Settled {
  const { llm, base } = world;
  for (const stream of llm.openStreams) closeStream(world, stream);
  const unkept = llm.mocks.unkept().map((mock): Failure => {
    const excerpt = mock.at && base.book.excerpt(mock.at);
    return { ...describeUnkept(llm, mock), ...(excerpt && { excerpt }) };
  });
  return { keptPromises: llm.mocks.countKept(), unkept };
}
