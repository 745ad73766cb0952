import { settleMocks } from '../mocks/settle-mocks.js';
import type { Settled } from '../settled.js';
import type { World } from '../world.js';
import { HTTP_DESK } from './desk.js';

/** Tells of promised answers of other services that were not used as promised. */
export function settleHttp(world: World): Settled {
  return settleMocks(HTTP_DESK, world);
}
