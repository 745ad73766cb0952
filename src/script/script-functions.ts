import { type Answer, answerValue, type Dispatch, LuaRaise } from '../model/dispatch.js';
import { KnownError, showKnownError } from '../model/known-error.js';
import { suggestName } from '../model/suggest.js';
import { createValueMap, LuaFloat, toNumber, type Value, type ValueMap } from '../model/value.js';
import { Counting } from './counting.js';
import { type Grants, listGrants, showGrants } from './grants.js';
import { readOsTime, showOsDate } from './os-date.js';
import type { FoundSource } from './resolve.js';
import type { ScriptSource } from './script-source.js';

/** What a script that runs in production reaches of its host. */
export interface ScriptPorts {
  /** Milliseconds since 1970. */
  now(): number;
  /** Takes what a script prints, without its newline. */
  print(text: string): void;
  /** Finds a module for `require`, asked for by the file `from`. Throws a LuaRaise. */
  findModule(name: string, from: string): FoundSource;
  /** What else it may call; without it nothing. */
  readonly grants?: Grants;
}

type HostFunction = (args: readonly Value[]) => Answer;

/** The host functions of one script's VM, and what the prelude is told of them. */
export interface ScriptFunctions {
  readonly dispatch: Dispatch;
  readonly settings: ValueMap;
}

const NOT_COUNTING = new Counting(undefined, false);

/** The functions that the prelude of rules calls, over the real world. */
export function createScriptFunctions(
  script: ScriptSource,
  ports: ScriptPorts,
  counting = NOT_COUNTING,
): ScriptFunctions {
  const begun = ports.now();
  const seconds = () => Math.floor(ports.now() / 1000);
  const functions: Readonly<Record<string, HostFunction>> = {
    print: ([text]) => {
      ports.print(String(text ?? ''));
      return answerValue();
    },
    'os.time': ([fields]) => answerValue(fields === undefined ? seconds() : readOsTime(fields)),
    'os.clock': () => answerValue(new LuaFloat((ports.now() - begun) / 1000)),
    'os.date': ([format, time]) =>
      answerValue(showOsDate(typeof format === 'string' ? format : '%c', toNumber(time) ?? seconds())),
    'debug.can_stop': () => answerValue(false),
    'journal.error': () => answerValue(),
    'check.suggest': ([name, known]) =>
      answerValue(Array.isArray(known) ? suggestName(String(name), known.map(String)) : undefined),
    'source.count': ([source, name]) => answerValue(...counting.add(toBytes(source), String(name ?? ''))),
    'source.placed': ([number, table]) => {
      counting.place(toNumber(number) ?? 0, toNumber(table) ?? 0);
      return answerValue();
    },
    'source.script': () => answerValue(script.path, script.source),
    'source.module': ([name, from]) => {
      if (typeof name !== 'string') throw new LuaRaise("require: a module's name is expected");
      const found = ports.findModule(name, typeof from === 'string' ? from : script.path);
      return answerValue(found.path, found.source);
    },
  };
  const { grants = {} } = ports;
  const granted = listGrants(grants);
  const list = [...Object.values(functions), ...granted.map(({ run }) => run)];
  const names = [...Object.keys(functions), ...granted.map(({ op }) => op)];
  return {
    settings: createValueMap([
      ['ops', createValueMap(names.map((name, number) => [name, number]))],
      ['bindings', [...showGrants(grants)]],
      ['null', null],
      ['budget', counting.budget],
      ['is_explained', counting.isExplained],
      ['is_covered', counting.isCovered],
    ]),
    dispatch: (op, args) => call(list[op], args),
  };
}

/** A source as it crossed: as text where it is UTF-8. */
function toBytes(source: Value): Uint8Array {
  return source instanceof Uint8Array ? source : new TextEncoder().encode(String(source ?? ''));
}

function call(run: HostFunction | undefined, args: readonly Value[]): Answer {
  if (run === undefined) throw new Error('the prelude called a host function that does not exist');
  try {
    return run(args);
  } catch (error) {
    if (error instanceof KnownError) throw new LuaRaise(showKnownError(error));
    throw error;
  }
}
