import type { Failure } from '../model/outcome.js';
import type { World } from './world.js';

/** What a world has to say when its scenario has ended: promised answers that were used, and those that were not. */
export interface Settled {
  readonly keptPromises: number;
  readonly unkept: readonly Failure[];
}

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

/** Settles a world. Gives a promise only where there is more to say than how many promises were kept: that is loaded then. */
export function settleWorld(world: World): Settled | Promise<Settled> {
  const { mocks, hasOpenStreams } = world.llm;
  if (!hasOpenStreams && mocks.all.length === 0) return NOTHING;
  if (!hasOpenStreams && mocks.unkept().length === 0) return { keptPromises: mocks.countKept(), unkept: [] };
  return import('./llm/settle-model.js').then(({ settleModel }) => settleModel(world));
}
