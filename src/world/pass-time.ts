import type { Answer, CallSite } from '../model/dispatch.js';
import type { World } from './world.js';

/** What of a host call `passTime` needs. */
export interface TimedCall {
  readonly world: World;
  readonly site: CallSite;
}

/**
 * Lets virtual time pass and then answers what `then` gives; the clock shows the later time when `then` is called.
 * Everything that takes time goes through here: sleep, latency, the chunks of a stream, back-off, timeouts.
 * `ms` is from 0 up. A host function that calls it must have done nothing yet that others must not see before their time.
 */
export function passTime({ world }: TimedCall, ms: number, then: () => Answer): Answer {
  world.elapsedMs += ms;
  return then();
}
