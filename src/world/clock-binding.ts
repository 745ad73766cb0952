import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { LuaFloat } from '../model/value.js';
import { type Binding, type HostCall, numberArgument } from './host-function.js';
import { osFunctions } from './os-functions.js';
import { passTime } from './pass-time.js';
import { EPOCH_MS } from './world.js';

/** Lets virtual time pass, and notes at whose word. */
function wait(call: HostCall, ms: number, by: { call: string; text: string }): Answer {
  return passTime(call, ms, () => {
    call.world.note(call.site, 'clock', by.text, { call: by.call, ms });
    return answerValue();
  });
}

/** `clock` and `os`: time that passes only when someone lets it. */
export const clockBinding: Binding = {
  name: 'clock',
  summary: 'The world’s virtual time. It starts at 2025-01-01T00:00:00Z and stands still unless something takes time.',
  functions: [
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
      summary: 'Lets virtual time pass; costs no real time.',
      example: 'clock.sleep(250)',
      half: 'use',
      run: (call) => {
        const ms = numberArgument(call, 0, 'clock.sleep');
        if (!(ms >= 0 && ms < 1e12)) throw new LuaRaise('clock.sleep: milliseconds from 0 up are expected');
        return wait(call, ms, { call: 'clock.sleep', text: `slept ${ms} ms` });
      },
    },
    {
      name: 'clock.advance',
      signature: '(ms: number)',
      summary: 'Moves the clock forward, from the scenario.',
      example: 'clock.advance(60 * 1000)',
      half: 'control',
      run: (call) => {
        const ms = numberArgument(call, 0, 'clock.advance');
        if (!(ms >= 0 && ms < 1e12)) throw new LuaRaise('clock.advance: milliseconds from 0 up are expected');
        return wait(call, ms, { call: 'clock.advance', text: `advanced by ${ms} ms` });
      },
    },
  ],
  internal: {
    ...osFunctions,
    'clock.pass': (call) => {
      const ms = numberArgument(call, 0, 'eventually');
      return wait(call, ms, { call: 'eventually', text: `eventually: ${ms} ms until the next try` });
    },
    'os.clock': ({ world }) => answerValue(new LuaFloat(world.elapsedMs / 1000)),
  },
};
