import type { ErrorCause, ScenarioError } from '../model/outcome.js';
import type { World } from '../world/world.js';

/**
 * The error of what ends while a callback of the clock that has begun still waits: scenarios fork from that moment, and
 * none could take the callback along.
 */
export function findLeftWaiting(world: World, cause: ErrorCause, what: string): ScenarioError | undefined {
  const timer = world.tasks?.listCalls()[0]?.timer;
  if (timer === undefined) return undefined;
  const { by, at } = timer;
  const excerpt = at && world.base.book.excerpt(at);
  return {
    cause,
    message: `a callback of ${by} still waits when ${what} ends`,
    ...(at && { at }),
    ...(excerpt && { excerpt }),
    traceback: [],
    hint: `let it end before, with clock.advance; or call ${by} in before_each`,
  };
}
