import type { MockKind } from '../mock/mock.js';
import type { Failure } from '../model/outcome.js';
import { getHttp } from './http/open-http.js';
import { LLM_DESK } from './llm/desk.js';
import { closeStream } from './llm/stream.js';
import type { MockDesk } from './mocks/desk.js';
import { describeUnkept } from './mocks/nearest.js';
import type { World } from './world.js';

/** What a world has to say when its scenario has ended: promised answers that were used, and those that were not. */
export interface Settled {
  readonly keptPromises: number;
  readonly unkept: readonly Failure[];
}

const NOTHING: Settled = { keptPromises: 0, unkept: [] };

export function settleWorld(world: World): Settled {
  for (const stream of world.llm.openStreams) closeStream(world, stream);
  const llm = settleMocks(LLM_DESK, world);
  if (world.http === undefined) return llm;
  const http = settleMocks(getHttp().HTTP_DESK, world);
  return { keptPromises: llm.keptPromises + http.keptPromises, unkept: [...llm.unkept, ...http.unkept] };
}

function settleMocks<Kind extends MockKind>(desk: MockDesk<Kind>, world: World): Settled {
  const mocks = desk.mocksOf(world);
  if (mocks.all.length === 0) return NOTHING;
  const unkept = mocks.unkept().map((mock): Failure => {
    const excerpt = mock.at && world.base.book.excerpt(mock.at);
    return { ...describeUnkept(desk, world, mock), ...(excerpt && { excerpt }) };
  });
  return { keptPromises: mocks.countKept(), unkept };
}
