import type { Stamp } from '../../wire/provider.js';
import { EPOCH_MS } from '../epoch.js';
import type { World } from '../world.js';
import { openHttp } from './open-http.js';

/** The number of a provider's answer and the moment it is given. */
export function createStamp(world: World): Stamp {
  return { number: openHttp(world).countAnswer(), atMs: EPOCH_MS + world.elapsedMs };
}
