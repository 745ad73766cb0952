import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { toNumber, type Value } from '../model/value.js';
import { EPOCH_MS } from './epoch.js';
import { type HostCall, type HostPart, luaTypeName, numberArgument } from './host-function.js';
import { openTasks } from './open-tasks.js';

/** Virtual time that one wait may take at most, in milliseconds: thirty years. */
const MAX_MS = 1e12;

/** Argument `index` as milliseconds to wait. */
export function waitArgument(call: HostCall, index: number, name: string): number {
  const ms = numberArgument(call, index, name);
  if (ms >= 0 && ms < MAX_MS) return ms;
  throw new LuaRaise(`${name}: milliseconds from 0 up are expected`);
}

/** A day, or a moment of one, in UTC unless an offset says otherwise: ISO 8601. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** Milliseconds since 1970 of a moment as a script says it; undefined where it says none. */
function readMoment(value: Value): number | undefined {
  if (typeof value !== 'string') return toNumber(value);
  const parts = ISO.exec(value);
  if (parts === null) return undefined;
  // Without an offset Date.parse would take the host's zone.
  const ms = Date.parse(parts[1] !== undefined && parts[4] === undefined ? `${value}Z` : value);
  return Number.isNaN(ms) ? undefined : ms;
}

function momentArgument({ world, args }: HostCall): number {
  const ms = readMoment(args[1]);
  if (ms === undefined || !Number.isFinite(ms)) {
    const got = typeof args[1] === 'string' ? JSON.stringify(args[1]) : luaTypeName(args[1]);
    throw new LuaRaise(
      `clock.at: milliseconds since 1970 or a text such as "2025-01-01T09:30:00Z" are expected, got ${got}`,
    );
  }
  if (ms < EPOCH_MS + world.elapsedMs) {
    const [then, now] = [ms, EPOCH_MS + world.elapsedMs].map(showMoment);
    throw new LuaRaise(`clock.at: ${then} is past: it is ${now}; clock.now() gives milliseconds, os.time() seconds`);
  }
  return ms - EPOCH_MS;
}

function showMoment(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms} ms since 1970` : date.toISOString();
}

function addTimer(call: HostCall, order: { dueMs: number; everyMs?: number; by: string }): Answer {
  const { world, site, args } = call;
  const handler = toNumber(args[0]) ?? 0;
  const tasks = openTasks(world);
  const cause = world.causes.scopeOf({ task: tasks.current, work: world.agents.current });
  tasks.timers.add({ everyMs: undefined, ...order, handler, at: site.address(), cause });
  return answerValue();
}

/** What the prelude's timers ask of the host; the first argument is the number under which it keeps their function. */
export const timerFunctions: HostPart = {
  internal: {
    'timers.at': (call) => addTimer(call, { dueMs: momentArgument(call), by: 'clock.at' }),
    'timers.after': (call) => {
      const ms = waitArgument(call, 1, 'clock.after');
      return addTimer(call, { dueMs: call.world.elapsedMs + ms, by: 'clock.after' });
    },
    'timers.every': (call) => {
      const everyMs = waitArgument(call, 1, 'clock.every');
      if (everyMs === 0) throw new LuaRaise('clock.every: milliseconds above 0 are expected');
      return addTimer(call, { dueMs: call.world.elapsedMs + everyMs, everyMs, by: 'clock.every' });
    },
    'timers.cancel': ({ world, args }) => answerValue(openTasks(world).timers.cancel(toNumber(args[0]) ?? 0)),
  },
};
