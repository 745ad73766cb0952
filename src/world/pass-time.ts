import { type Answer, type CallSite, LuaRaise } from '../model/dispatch.js';
import { failCheck } from './check-binding.js';
import type { World } from './world.js';

/** What of a host call it takes to let time pass. */
export interface TimedCall {
  readonly world: World;
  readonly site: CallSite;
}

const CANNOT_PAUSE =
  'cannot wait here: other tasks would go on meanwhile, but Lua cannot pause inside table.sort, gsub, a metamethod or an ' +
  'error handler';

/**
 * Lets virtual time pass and then answers what `then` gives; the clock shows the later time when `then` is called. Timers
 * that fall due meanwhile are called at their own time, and other tasks go on. Everything that takes time goes through
 * here: sleep, latency, the chunks of a stream, back-off. `ms` is from 0 up. What the call does before, others see before.
 */
export function passTime(call: TimedCall, ms: number, then: () => Answer): Answer {
  const { world, site } = call;
  if (site.pause !== undefined) return site.pause(ms, then);
  const { tasks } = world;
  const dueMs = world.elapsedMs + ms;
  if (tasks !== undefined && !tasks.isQuietUntil(dueMs)) return tasks.sleep(dueMs, { then, refuse: refuse(call) });
  world.elapsedMs = dueMs;
  return then();
}

/** The answer to a task that would have to wait where Lua cannot pause. A pcall must not hide it: time has not passed. */
export function refuse(call: TimedCall): () => Answer {
  return () => {
    const { world, site } = call;
    const at = site.address();
    const [number, last] = [...world.checks.numbered].at(-1) ?? [];
    // A handler of xpcall that fails is called again, for its own error, as often as Lua's stack allows.
    const isTold = last?.message === CANNOT_PAUSE && last.at?.file === at?.file && last.at?.line === at?.line;
    const told = isTold ? number : failCheck(world, { ...call, args: [] }, { check: 'wait', message: CANNOT_PAUSE });
    throw new LuaRaise(CANNOT_PAUSE, told);
  };
}

/** Answers what `then` gives. Before that other tasks may go on, where the schedule of the world wants it. */
export function switchPoint({ world }: TimedCall, then: () => Answer): Answer {
  const { tasks } = world;
  return tasks === undefined || tasks.isAlone ? then() : tasks.switchPoint(then);
}
