import { settleMocks } from '../mocks/settle-mocks.js';
import type { Settled } from '../settled.js';
import type { World } from '../world.js';
import { LLM_DESK } from './desk.js';
import { closeStream } from './stream.js';

/** Ends streams that are still open, and tells of promised answers that were not used as promised. */
export function settleModel(world: World): Settled {
  for (const stream of world.llm.openStreams) closeStream(world, stream);
  return settleMocks(LLM_DESK, world);
}
