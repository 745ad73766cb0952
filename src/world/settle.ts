import type { Failure } from '../model/outcome.js';
import { loadWorkspace } from './late-workspace.js';
import { describeUnkept } from './llm-text.js';
import type { World } from './world.js';

/** What a world has to say when its scenario has ended: promised answers and faults that came, and those that did not. */
export interface Settled {
  readonly keptPromises: number;
  readonly unkept: readonly Failure[];
}

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

export function settleWorld(world: World): Settled {
  const { llm, workspace } = world;
  if (llm.all.length === 0 && workspace.faults === undefined) return NOTHING;
  const faults = workspace.faults?.settle() ?? { kept: [], unkept: [] };
  const failures = [
    ...llm.unkept().map(describeUnkept),
    ...faults.unkept.map((fault) => loadWorkspace().describeUnmet(world, fault)),
  ];
  const unkept = failures.map((failure): Failure => {
    const excerpt = failure.at && world.base.book.excerpt(failure.at);
    return { ...failure, ...(excerpt && { excerpt }) };
  });
  return { keptPromises: llm.kept().length + faults.kept.length, unkept };
}
