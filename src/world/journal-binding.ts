import { answerValue, LuaRaise } from '../model/dispatch.js';
import { isValueMap } from '../model/value.js';
import { failCheck } from './check-binding.js';
import { type Binding, type BoundFunction, textArgument } from './host-function.js';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

function levelFunction(level: (typeof LEVELS)[number]): BoundFunction {
  return {
    name: `log.${level}`,
    signature: '(message: string, fields?: table<string, any>)',
    summary: `Notes a message of level ${level} in the journal.`,
    example: `log.${level}("budget checked", { cents = 12 })`,
    half: 'use',
    run: (call) => {
      const message = textArgument(call, 0, `log.${level}`);
      const fields = call.args[1];
      if (fields !== undefined && !isValueMap(fields))
        throw new LuaRaise(`log.${level}: fields must be a table of names`);
      call.world.note(call.site, 'log', `${level}: ${message}`, { level, message, ...(fields && { fields }) });
      return answerValue();
    },
  };
}

/** `log`, `print`, and what the prelude tells the journal. */
export const journalBinding: Binding = {
  name: 'log',
  summary: 'Messages of a script, kept in the journal.',
  functions: LEVELS.map(levelFunction),
  internal: {
    print: (call) => {
      const text = call.args[0];
      const line = text instanceof Uint8Array ? new TextDecoder().decode(text) : String(text);
      call.world.print(line);
      call.world.note(call.site, 'print', line);
      return answerValue();
    },
    'journal.body': ({ world, args }) => {
      world.isBody = args[0] === true;
      return answerValue();
    },
    'journal.count': ({ world }) => answerValue(world.journal.count),
    'journal.error': (call) => {
      failCheck(call.world, call, { check: 'wait', message: textArgument(call, 0, 'journal.error') });
      return answerValue();
    },
  },
};
