import { loadLate } from '../model/load-late.js';
import type { Failure } from '../model/outcome.js';
import type * as DescribeUnkept from './agent/describe-unkept.js';
import type * as SettleHttp from './http/settle-http.js';
import { loadWorkspace } from './late-workspace.js';
import type * as SettleModel from './llm/settle-model.js';
import type { Settled } from './settled.js';
import type { World } from './world.js';

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

/** Settles a world. Where there is more to say than how many promises were kept, what says it is loaded then. */
export function settleWorld(world: World): Settled {
  const parts = [settleCalls(world), settleServices(world), settleFaults(world), settleTools(world)];
  const settled = parts.filter((part) => part !== NOTHING);
  if (settled.length === 0) return NOTHING;
  return {
    keptPromises: settled.reduce((sum, { keptPromises }) => sum + keptPromises, 0),
    unkept: settled.flatMap(({ unkept }) => unkept),
  };
}

/** What was promised of the model. */
function settleCalls(world: World): Settled {
  const { mocks, hasOpenStreams } = world.llm;
  if (!hasOpenStreams && mocks.all.length === 0) return NOTHING;
  const hasUnkept = hasOpenStreams || mocks.unkept().length > 0;
  return hasUnkept ? loadSettleModel().settleModel(world) : { keptPromises: mocks.countKept(), unkept: [] };
}

/** What was promised of other services. */
function settleServices(world: World): Settled {
  const mocks = world.http?.mocks;
  if (mocks === undefined) return NOTHING;
  const hasUnkept = mocks.unkept().length > 0;
  return hasUnkept ? loadSettleHttp().settleHttp(world) : { keptPromises: mocks.countKept(), unkept: [] };
}

/** What was to go wrong in the workspace. */
function settleFaults(world: World): Settled {
  const met = world.workspace.faults?.settle();
  if (met === undefined) return NOTHING;
  const failures = met.unkept.map((fault) => loadWorkspace().describeUnmet(world, fault));
  return { keptPromises: met.kept.length, unkept: failures.map((failure) => withExcerpt(world, failure)) };
}

/** What was promised of agents' tools. */
function settleTools(world: World): Settled {
  const { tools } = world;
  if (tools === undefined) return NOTHING;
  const unkept = tools.unkept().map((mock) => {
    return withExcerpt(world, loadToolMocks().describeUnkeptTool(mock, tools.usesOf(mock)));
  });
  return { keptPromises: tools.countKept(), unkept };
}

function withExcerpt({ base }: World, failure: Failure): Failure {
  const excerpt = failure.at && base.book.excerpt(failure.at);
  return { ...failure, ...(excerpt && { excerpt }) };
}

// What is loaded late is untyped.

function loadToolMocks(): typeof DescribeUnkept {
  return loadLate('./agent/describe-unkept.js', import.meta.url) as typeof DescribeUnkept;
}

function loadSettleHttp(): typeof SettleHttp {
  return loadLate('./http/settle-http.js', import.meta.url) as typeof SettleHttp;
}

function loadSettleModel(): typeof SettleModel {
  return loadLate('./llm/settle-model.js', import.meta.url) as typeof SettleModel;
}
