import type { Failure } from '../model/outcome.js';
import { describeUnkeptTool } from './agent/describe-unkept.js';
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
  const { llm, tools } = world;
  for (const stream of llm.openStreams) closeStream(world, stream);
  if (llm.mocks.all.length === 0 && tools.isEmpty) return NOTHING;
  const failures = [
    ...llm.mocks.unkept().map((mock) => describeUnkept(llm, mock)),
    ...tools.unkept().map((mock) => describeUnkeptTool(mock, tools.usesOf(mock))),
  ];
  const unkept = failures.map((failure): Failure => {
    const excerpt = failure.at && world.base.book.excerpt(failure.at);
    return { ...failure, ...(excerpt && { excerpt }) };
  });
  return { keptPromises: llm.mocks.countKept() + tools.countKept(), unkept };
}
