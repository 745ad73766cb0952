import { loadLate } from '../model/load-late.js';
import type { Failure } from '../model/outcome.js';
import type * as DescribeUnkept from './agent/describe-unkept.js';
import { loadWorkspace } from './late-workspace.js';
import type * as SettleModel from './llm/settle-model.js';
import type { Settled } from './settled.js';
import type { World } from './world.js';

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

/** Settles a world. Where there is more to say than how many promises were kept, what says it is loaded then. */
export function settleWorld(world: World): Settled {
  const { mocks, hasOpenStreams } = world.llm;
  const { tools } = world;
  const { faults } = world.workspace;
  if (!hasOpenStreams && mocks.all.length === 0 && faults === undefined && tools === undefined) return NOTHING;
  const hasUnkept = hasOpenStreams || mocks.unkept().length > 0;
  const model = hasUnkept ? loadSettleModel().settleModel(world) : { keptPromises: mocks.countKept(), unkept: [] };
  const met = faults?.settle() ?? { kept: [], unkept: [] };
  const failures = [
    ...met.unkept.map((fault) => loadWorkspace().describeUnmet(world, fault)),
    ...(tools?.unkept() ?? []).map((mock) => loadToolMocks().describeUnkeptTool(mock, tools?.usesOf(mock) ?? 0)),
  ];
  return {
    keptPromises: model.keptPromises + met.kept.length + (tools?.countKept() ?? 0),
    unkept: [...model.unkept, ...failures.map((failure) => withExcerpt(world, failure))],
  };
}

function withExcerpt({ base }: World, failure: Failure): Failure {
  const excerpt = failure.at && base.book.excerpt(failure.at);
  return { ...failure, ...(excerpt && { excerpt }) };
}

function loadToolMocks(): typeof DescribeUnkept {
  return loadLate('./agent/describe-unkept.js', import.meta.url) as typeof DescribeUnkept;
}

function loadSettleModel(): typeof SettleModel {
  // What is loaded late is untyped.
  return loadLate('./llm/settle-model.js', import.meta.url) as typeof SettleModel;
}
