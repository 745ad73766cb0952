import type { Value } from '../../model/value.js';
import { createCallSites } from '../call-site.js';
import { createPusher } from '../codec-push.js';
import { Reader } from '../codec-read.js';
import { createDispatcher } from '../dispatcher.js';
import { createListMarks } from '../list-marks.js';
import { LUA_OK, LUA_REGISTRYINDEX } from '../lua-constants.js';
import type { Pointer } from '../lua-exports.js';
import { instantiateLua } from '../module.js';
import { openPrelude } from '../open-prelude.js';
import { createStrings } from '../strings.js';
import type { CallParts } from './call-paths.js';
import { Cells } from './cells.js';
import { KnownStrings } from './known-strings.js';
import { LeafWriter } from './leaf-writer.js';
import { readProblem } from './plain-calls.js';
import type { RuleVmOptions } from './rule-options.js';

/** A Lua state with the rules' prelude in it, and what calls into it are made of. */
export interface RuleState {
  readonly parts: CallParts;
  /** Calls a function of the prelude's `entries`; gives its first result. Throws where it raises: a mistake of moonrig's. */
  callEntry(name: string, args: readonly Value[]): Value;
  /** The registry reference of a function that the prelude has left under a number. */
  takeFunction(number: number): number;
}

/** Where the prelude leaves what makes a thread the root of its coroutines, and what makes an empty list. */
const ENTER = 1;
const EMPTY = 2;
/** Rules have numbers from here on. */
export const FIRST_RULE = 3;

export function openRuleState(options: RuleVmOptions): RuleState {
  const lua = instantiateLua(options.compiled, options.memoryBytes);
  const { exports } = lua;
  const strings = createStrings(lua);
  const L = exports.luaL_newstate();
  const marks = createListMarks(lua, L);
  const reader = new Reader(lua, strings, marks.isMarked);
  const pusher = createPusher(exports, strings, marks.mark);
  const { dispatch } = options;
  const dispatcher = createDispatcher({ exports, reader, pusher, dispatch, siteOf: createCallSites(lua, strings) });
  exports.lua_createtable(L, 0, 0);
  const functions = exports.luaL_ref(L, LUA_REGISTRYINDEX);
  const push = (reference: number, state: Pointer = L) => {
    exports.lua_rawgeti(state, LUA_REGISTRYINDEX, BigInt(reference));
  };
  const entry = openPrelude({
    lua,
    strings,
    L,
    pusher,
    dispatch: lua.addFunction((state) => dispatcher.call(state)),
    pushListMarks: marks.pushTable,
    pushFunctions: (state) => push(functions, state),
    sources: options.prelude,
    settings: options.settings,
  });
  const takeFunction = (number: number): number => {
    push(functions);
    exports.lua_rawgeti(L, -1, BigInt(number));
    const reference = exports.luaL_ref(L, LUA_REGISTRYINDEX);
    exports.lua_settop(L, -2);
    return reference;
  };
  const empty = takeFunction(EMPTY);
  const enter = takeFunction(ENTER);
  const cells = new Cells(lua);
  const known = new KnownStrings({ exports, strings, cells, L });
  const parts: CallParts = {
    lua,
    exports,
    L,
    strings,
    cells,
    known,
    pusher,
    reader,
    writer: new LeafWriter({ exports, strings, cells, known, L }),
    pushRule: push,
    pushEmpty: () => push(empty),
    pushEnter: () => push(enter),
    pushChunk: (source) => pushChunk(parts, source),
  };
  return {
    parts,
    takeFunction,
    callEntry(name, args) {
      push(entry);
      pusher.push(L, name);
      for (const arg of args) pusher.push(L, arg);
      const isDone = exports.lua_pcallk(L, args.length + 1, 1, 0, 0, 0) === LUA_OK;
      const problem = isDone ? undefined : readProblem(parts, L);
      const [value] = isDone ? reader.readAll(L, exports.lua_gettop(L)) : [];
      exports.lua_settop(L, -2);
      cells.refresh();
      if (problem !== undefined) throw new Error(problem);
      return value;
    },
  };
}

function pushChunk({ lua, exports, L, strings }: CallParts, source: string): void {
  const bytes = new TextEncoder().encode(source);
  const text = exports.malloc(bytes.length + 1);
  lua.bytes.set(bytes, text);
  const [name, mode] = [strings.intern('=[moonrig call]'), strings.intern('t')];
  const loaded = exports.luaL_loadbufferx(L, text, bytes.length, name, mode);
  for (const each of [text, name, mode]) exports.free(each);
  if (loaded !== LUA_OK) throw new Error(`moonrig's own chunk does not compile: ${String(strings.read(L, -1))}`);
}
