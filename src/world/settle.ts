import { loadLate } from '../model/load-late.js';
import type { Failure } from '../model/outcome.js';
import { loadWorkspace } from './late-workspace.js';
import type * as SettleModel from './llm/settle-model.js';
import type { World } from './world.js';

/** What a world has to say when its scenario has ended: promised answers and faults that came, and those that did not. */
export interface Settled {
  readonly keptPromises: number;
  readonly unkept: readonly Failure[];
}

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

export function settleWorld(world: World): Settled {
  const { llm, workspace } = world;
  if (llm.mocks.all.length === 0 && !llm.hasOpenStreams && workspace.faults === undefined) return NOTHING;
  const faults = workspace.faults?.settle() ?? { kept: [], unkept: [] };
  const failures = [
    ...settleModel(world),
    ...faults.unkept.map((fault) => loadWorkspace().describeUnmet(world, fault)),
  ];
  const unkept = failures.map((failure): Failure => {
    const excerpt = failure.at && world.base.book.excerpt(failure.at);
    return { ...failure, ...(excerpt && { excerpt }) };
  });
  return { keptPromises: llm.mocks.countKept() + faults.kept.length, unkept };
}

/** Ends streams that are still open, and tells of promised answers that were not kept: what does that is loaded then. */
function settleModel(world: World): readonly Failure[] {
  const { mocks, hasOpenStreams } = world.llm;
  if (!hasOpenStreams && mocks.unkept().length === 0) return [];
  // What is loaded late is untyped.
  const late = loadLate('./llm/settle-model.js', import.meta.url) as typeof SettleModel;
  return late.settleModel(world);
}
