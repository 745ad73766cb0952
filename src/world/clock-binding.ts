import type { TypeDescription } from '../model/binding.js';
import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { EPOCH_MS } from './epoch.js';
import { type Binding, type BoundFunction, type HostCall, numberArgument } from './host-function.js';
import { passTime } from './pass-time.js';
import { waitArgument } from './timer-functions.js';

/** Lets virtual time pass, and notes at whose word. */
function wait(call: HostCall, ms: number, by: { call: string; text: string }): Answer {
  return passTime(call, ms, () => {
    call.world.note(call.site, 'clock', by.text, { call: by.call, ms });
    return answerValue();
  });
}

const TYPES: readonly TypeDescription[] = [
  { name: 'Timer', summary: 'A function that is to be called at its time.', receiver: 'timer', fields: [] },
];

/** Reading the clock, and waiting. */
const READING: readonly BoundFunction[] = [
  {
    name: 'clock.now',
    signature: '() -> integer',
    summary: 'Milliseconds since 1970, in virtual time.',
    example: 'local started = clock.now()',
    half: 'use',
    run: ({ world }) => answerValue(Math.floor(EPOCH_MS + world.elapsedMs)),
  },
  {
    name: 'clock.iso',
    signature: '() -> string',
    summary: 'The virtual time as ISO 8601 in UTC.',
    example: 'log.info(clock.iso())',
    half: 'use',
    run: ({ world }) => {
      const date = new Date(EPOCH_MS + world.elapsedMs);
      if (Number.isNaN(date.getTime())) throw new LuaRaise('clock.iso: the time is past what a date can tell');
      return answerValue(date.toISOString());
    },
  },
  {
    name: 'clock.sleep',
    signature: '(ms: number)',
    summary: 'Lets virtual time pass; costs no real time. Timers that fall due are called, and other tasks go on.',
    example: 'clock.sleep(250)',
    half: 'use',
    run: (call) => {
      const ms = waitArgument(call, 0, 'clock.sleep');
      return wait(call, ms, { call: 'clock.sleep', text: `slept ${ms} ms` });
    },
  },
  {
    name: 'clock.advance',
    signature: '(ms: number)',
    summary: 'Moves the clock forward, from the scenario; timers that fall due are called, each at its time.',
    example: 'clock.advance(60 * 1000)',
    half: 'control',
    run: (call) => {
      const ms = waitArgument(call, 0, 'clock.advance');
      return wait(call, ms, { call: 'clock.advance', text: `advanced by ${ms} ms` });
    },
  },
];

/** What goes on at the same virtual time. The functions are made by the prelude. */
const TASKS: readonly BoundFunction[] = [
  {
    name: 'clock.all',
    signature: '<K>(functions: table<K, fun(): any>) -> table<K, any>',
    summary:
      'Runs functions at the same virtual time: when one waits, the others go on. Returns when all have ended, with the ' +
      'first result of each by its key; the first error ends the others and is raised.',
    example: 'local drafts = clock.all{ cheap = function() return ask("haiku") end, good = function() … end }',
    half: 'use',
  },
  {
    name: 'clock.race',
    signature: '<K>(functions: table<K, fun(): any>) -> any, K',
    summary: 'As clock.all, until the first has ended: returns its first result and its key; the others are ended.',
    example: 'local reply, by = clock.race{ haiku = ask_haiku, sonnet = ask_sonnet }',
    half: 'use',
  },
  {
    name: 'clock.timeout',
    signature: '(ms: number, fn: fun(...: any): any, ...: any) -> boolean, any',
    summary:
      'Calls a function that may take so much virtual time. Returns true and its results, or false and "timeout": then it ' +
      'was ended where it waited. Errors are raised.',
    example: 'local in_time, reply = clock.timeout(2000, llm.call, "haiku", "Name three risks")',
    half: 'use',
  },
  {
    name: 'clock.at',
    signature: '(moment: number | string, fn: fun()) -> Timer',
    summary: 'Calls a function at a moment: milliseconds since 1970, or ISO 8601, in UTC unless it says otherwise.',
    example: 'clock.at("2025-01-01T09:30:00Z", function() workspace.write_file("news.md", "…") end)',
    half: 'control',
  },
  {
    name: 'clock.after',
    signature: '(ms: number, fn: fun()) -> Timer',
    summary:
      'Calls a function when so much virtual time has passed. What is not due when the scenario ends is not called.',
    example: 'clock.after(500, function() approved = true end)',
    half: 'control',
  },
  {
    name: 'clock.every',
    signature: '(ms: number, fn: fun()) -> Timer',
    summary: 'Calls a function again and again, every so many milliseconds of virtual time.',
    example: 'local ticks = clock.every(1000, function() count = count + 1 end)',
    half: 'control',
  },
  {
    name: 'timer:cancel',
    signature: '() -> boolean',
    summary: 'Takes a timer back. Returns whether it would have been called (again).',
    example: 'ticks:cancel()',
    half: 'control',
  },
];

/** `clock` and `os`: time that passes only when someone lets it. */
export const clockBinding: Binding = {
  name: 'clock',
  summary: 'The world’s virtual time. It starts at 2025-01-01T00:00:00Z and stands still unless something takes time.',
  types: TYPES,
  functions: [...READING, ...TASKS],
  internal: {
    'clock.pass': (call) => {
      const ms = numberArgument(call, 0, 'eventually');
      return wait(call, ms, { call: 'eventually', text: `eventually: ${ms} ms until the next try` });
    },
  },
};
