import type { Failure } from '../model/outcome.js';
import { describeUnkept } from './llm/nearest.js';
import { closeStream } from './llm/stream.js';
import type { World } from './world.js';

/** What a world has to say when its scenario has ended: promised answers that were used, and those that were not. */
export interface Settled {
  readonly keptPromises: number;
  readonly unkept: readonly Failure[];
}

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

export function settleWorld(world: World): Settled {
  const { llm } = world;
  for (const stream of llm.openStreams) closeStream(world, stream);
  if (llm.mocks.all.length === 0) return NOTHING;
  const unkept = llm.mocks.unkept().map((mock): Failure => {
    const excerpt = mock.at && world.base.book.excerpt(mock.at);
    return { ...describeUnkept(llm, mock), ...(excerpt && { excerpt }) };
  });
  return { keptPromises: llm.mocks.countKept(), unkept };
}
