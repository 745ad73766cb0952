import { type Answer, answerValue, type CallSite, type Dispatch, LuaRaise } from '../model/dispatch.js';
import type { Value } from '../model/value.js';
import { CodecError, MAX_SCENARIO_BYTES } from './codec-error.js';
import type { Pusher } from './codec-push.js';
import type { Reader } from './codec-read.js';
import { HostBug, isVmFault } from './faults.js';
import { findWords } from './find-words.js';
import type { LuaExports, Pointer } from './lua-exports.js';
import { readPreludePart } from './read-prelude.js';

/** The op with which the prelude hands back the results of a handler it was told to call. */
const OP_CONTINUE = -1;
/** The op with which the prelude asks for the source of one of its parts. */
const OP_PART = -2;
/** The op with which the prelude asks which of some words a source has anywhere. */
const OP_WORDS = -3;

/** First result of the one C function; nil says that the results follow. The prelude's `dispatch.lua` reads these. */
const STATUS = { raise: 1, wait: 2, call: 3 } as const;

export interface DispatcherParts {
  readonly exports: LuaExports;
  readonly reader: Reader;
  readonly pusher: Pusher;
  readonly dispatch: Dispatch;
  readonly siteOf: (L: Pointer) => CallSite;
}

/** The far side of the one C function through which Lua reaches the host. */
export interface Dispatcher {
  /** The C function: reads `op, …`, pushes `status, …`. */
  call(L: Pointer): number;
  /** Takes the answer that a wait was promised; what it resolves to goes to `pushAnswer`. */
  takeWait(token: number): Promise<Answer>;
  /** Pushes an answer as the C function's results; returns their number. */
  pushAnswer(L: Pointer, answer: Answer): number;
  /** Forgets waits and handler calls of a world that is gone. */
  reset(): void;
}

export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { exports, reader, pusher } = parts;
  const waits = new Map<number, Promise<Answer>>();
  const continuations = new Map<number, (results: readonly Value[]) => Answer>();
  let nextToken = 1;
  let bytesSinceReset = 0;

  const readArguments = (L: Pointer, first: number): Value[] => {
    const values = reader.readAll(L, first);
    bytesSinceReset += reader.bytes;
    if (bytesSinceReset > MAX_SCENARIO_BYTES) {
      throw new LuaRaise(`more than ${MAX_SCENARIO_BYTES / 1024 / 1024} MiB have crossed to the host in one scenario`);
    }
    return values;
  };

  const answer = (L: Pointer): Answer => {
    const op = exports.lua_tonumberx(L, 1, 0);
    if (op === OP_PART) return answerValue(readPreludePart(String(readArguments(L, 2)[0])));
    if (op === OP_WORDS) return answerValue(findWords(readArguments(L, 2)));
    if (op !== OP_CONTINUE) return parts.dispatch(op, readArguments(L, 2), parts.siteOf(L));
    const token = exports.lua_tonumberx(L, 2, 0);
    const resume = continuations.get(token);
    continuations.delete(token);
    if (resume === undefined) throw new Error(`no host function waits for handler results ${token}`);
    return resume(readArguments(L, 3));
  };

  const pushAnswer = (L: Pointer, given: Answer): number => {
    if (given.kind === 'value') return pushAll(L, undefined, given.values);
    if (given.kind === 'raise') return pushAll(L, STATUS.raise, [given.message, given.failure]);
    const token = nextToken++;
    if (given.kind === 'wait') {
      waits.set(token, given.answer);
      return pushAll(L, STATUS.wait, [token]);
    }
    continuations.set(token, given.resume);
    return pushAll(L, STATUS.call, [token, given.handler, ...given.args]);
  };

  const pushAll = (L: Pointer, status: number | undefined, values: readonly Value[]): number => {
    exports.lua_checkstack(L, values.length + 2);
    pusher.push(L, status);
    for (const value of values) pusher.push(L, value);
    return values.length + 1;
  };

  return {
    call(L) {
      try {
        return pushAnswer(L, answer(L));
      } catch (error) {
        return pushAnswer(L, toRaise(error));
      }
    },
    takeWait(token) {
      const promised = waits.get(token);
      waits.delete(token);
      if (promised === undefined) throw new Error(`nothing is waited for under ${token}`);
      return promised.catch(toRaise);
    },
    pushAnswer,
    reset() {
      bytesSinceReset = 0;
      if (waits.size > 0) waits.clear();
      if (continuations.size > 0) continuations.clear();
    },
  };
}

/** An error that is meant for the script; all others (Lua's own longjmp among them) go on outward. */
function toRaise(error: unknown): Answer {
  if (error instanceof LuaRaise)
    return { kind: 'raise', message: error.message, ...(error.failure !== undefined && { failure: error.failure }) };
  if (error instanceof CodecError) return { kind: 'raise', message: error.message };
  throw isVmFault(error) ? error : new HostBug(error);
}
