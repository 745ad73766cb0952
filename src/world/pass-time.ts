import type { Answer, CallSite } from '../model/dispatch.js';
import type { World } from './world.js';

/** Lets virtual milliseconds pass, and answers then. */
export function passTime(
  call: { readonly world: World; readonly site: CallSite },
  ms: number,
  then: () => Answer,
): Answer {
  call.world.elapsedMs += ms;
  return then();
}
