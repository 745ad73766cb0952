import type { Failure } from '../model/outcome.js';
import { describeUnkept } from './llm-text.js';
import type { World } from './world.js';

/** What a world has to say when its scenario has ended: promised answers that were used, and those that were not. */
export interface Settled {
  readonly keptPromises: number;
  readonly unkept: readonly Failure[];
}

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

export function settleWorld(world: World): Settled {
  if (world.llm.all.length === 0) return NOTHING;
  const unkept = world.llm.unkept().map((mock): Failure => {
    const excerpt = mock.at && world.base.book.excerpt(mock.at);
    return { ...describeUnkept(mock), ...(excerpt && { excerpt }) };
  });
  return { keptPromises: world.llm.kept().length, unkept };
}
