import type { Failure } from '../../model/outcome.js';
import type { World } from '../world.js';
import { describeUnkept } from './nearest.js';
import { closeStream } from './stream.js';

/** Ends streams that are still open, and tells of promised answers that were not used as promised. */
export function settleModel(world: World): Failure[] {
  const { llm } = world;
  for (const stream of llm.openStreams) closeStream(world, stream);
  return llm.mocks.unkept().map((mock) => describeUnkept(llm, mock));
}
