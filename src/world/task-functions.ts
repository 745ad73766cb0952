import { showAddress } from '../model/address.js';
import { type Answer, answerValue } from '../model/dispatch.js';
import { toNumber, type Value } from '../model/value.js';
import type { HostCall, HostPart } from './host-function.js';
import { openTasks } from './open-tasks.js';
import { refuse } from './pass-time.js';
import type { Group } from './task.js';
import { MAX_CALLS_AT_ONCE, type Tasks, type Turn } from './tasks.js';
import type { Timer } from './timers.js';
import type { World } from './world.js';

const texts = (value: Value): string[] => (Array.isArray(value) ? value.map(String) : []);

function groupArgument({ world, args }: HostCall): Group {
  return openTasks(world).groupOf(toNumber(args[0]) ?? 0);
}

/** Begins tasks of these names: gives the number of their group, then theirs. */
function begin(call: HostCall): Answer {
  const { world, args, site } = call;
  const [by, names, ms] = [String(args[0]), texts(args[1]), toNumber(args[2])];
  const deadlineMs = ms === undefined ? undefined : world.elapsedMs + ms;
  const group = openTasks(world).begin({ names, isRace: by === 'clock.race', deadlineMs });
  const begun = [...group.running];
  const within = ms === undefined ? '' : `, within ${ms} ms`;
  const tasks = begun.map(({ name }) => name);
  world.causes.begin(begun, world.note(site, 'task', `${by} begins ${tasks.join(', ')}${within}`, { call: by, tasks }));
  return answerValue(group.id, ...begun.map(({ id }) => id));
}

/** Waits until a group is over: gives what came of it, and the number of the task that ended it, where one did. */
function join(call: HostCall): Answer {
  const group = groupArgument(call);
  const then = () => {
    const { outcome } = group;
    return answerValue(outcome?.kind, outcome !== undefined && 'task' in outcome ? outcome.task.id : undefined);
  };
  return openTasks(call.world).join(group, { then, refuse: refuse(call) });
}

/** Forgets a group: gives the numbers of its tasks that are to be closed. */
function leave(call: HostCall): Answer {
  const left = openTasks(call.world).leave(groupArgument(call));
  if (left.length > 0) {
    const names = left.map(({ name }) => name);
    call.world.note(call.site, 'task', `ended early: ${names.join(', ')}`, { tasks: names });
  }
  return answerValue(left.map(({ id }) => id));
}

/**
 * Takes how the task of the last turn has ended: whether well, `lost` where nobody waits for its error; nothing where it
 * waits. Gives the number of the next, and of a timer's call the number of its function. 0 is the scenario's own code; -1
 * comes with a message and an address: nobody can go on.
 */
function next({ world, args }: HostCall): Answer {
  const tasks = openTasks(world);
  if (args[0] !== undefined) tasks.end(args[0] === false);
  if (args[0] === 'lost') tasks.interrupt();
  const turn = tasks.next();
  if (turn.kind === 'task') return answerValue(turn.task.id);
  if (turn.kind === 'endless') return tellEndless(tasks, turn.timer);
  noteCall(world, turn);
  return answerValue(turn.task.id, turn.timer.handler);
}

/** The call was led to by what made the timer, and leads to all that happens in it. */
function noteCall(world: World, { task, timer }: Extract<Turn, { kind: 'call' }>): void {
  const { by, number, callCount, at } = timer;
  world.causes.begin([task], timer.cause);
  const again = timer.everyMs === undefined ? '' : `, call ${callCount}`;
  const text = `${by} ${number} is due${again}`;
  world.causes.begin([task], world.note({ address: () => at }, 'timer', text, { call: by, timer: number }));
}

function tellEndless(tasks: Tasks, { by, at }: Timer): Answer {
  tasks.interrupt();
  tasks.next();
  const what = `${MAX_CALLS_AT_ONCE} callbacks ran at one moment of virtual time, and the next is due at once: do they make each other?`;
  return answerValue(-1, `${by}: ${what}`, at?.file, at?.line);
}

/** What of timers and tasks is left when a scenario ends. */
function listLeft({ world }: HostCall): Answer {
  const { tasks } = world;
  const uncalled = tasks?.timers.listUncalled() ?? [];
  const waiting = tasks?.listCalls().filter(({ hasChecked }) => !hasChecked) ?? [];
  return answerValue(
    uncalled.map(({ handler }) => handler),
    uncalled.map(({ by, at }) => (at === undefined ? by : `${by} at ${showAddress(at)}`)),
    waiting.map(({ id }) => id),
  );
}

/** What the prelude's tasks ask of the host. */
export const taskFunctions: HostPart = {
  internal: {
    'tasks.begin': begin,
    'tasks.join': join,
    'tasks.leave': leave,
    'tasks.next': next,
    'tasks.left': listLeft,
    'tasks.closing': ({ world, args }) => {
      openTasks(world).closing(toNumber(args[0]) ?? 0);
      return answerValue();
    },
    'tasks.closed': ({ world }) => {
      openTasks(world).closed();
      return answerValue();
    },
  },
};
