import type { Value } from '../../model/value.js';
import { createCallSites } from '../call-site.js';
import { createPusher } from '../codec-push.js';
import { Reader } from '../codec-read.js';
import { createDispatcher } from '../dispatcher.js';
import { createListMarks } from '../list-marks.js';
import { LUA_OK, LUA_REGISTRYINDEX } from '../lua-constants.js';
import type { Pointer } from '../lua-exports.js';
import { instantiateLua, keepFunction, type LuaModule } from '../module.js';
import { openPrelude } from '../open-prelude.js';
import { createSnapshotTaker, type SnapshotTaker } from '../snapshot.js';
import { createStrings } from '../strings.js';
import type { VmImage } from '../vm-image.js';
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

/** A Lua state with the prelude in it, before anything of a rule's. */
function openBase(options: RuleVmOptions, onOpen: (lua: LuaModule) => void = () => undefined) {
  const { prelude, dispatch } = options;
  const [sources, image] = 'kept' in prelude ? [[], prelude] : [prelude, undefined];
  const lua = instantiateLua(options.compiled, options.memoryBytes, image);
  onOpen(lua);
  const { exports } = lua;
  const strings = createStrings(lua);
  const L = lua.keep('state', () => exports.luaL_newstate());
  const marks = createListMarks(lua, L);
  const reader = new Reader(lua, strings, marks.isMarked);
  const pusher = createPusher(exports, strings, marks.mark);
  const dispatcher = createDispatcher({ exports, reader, pusher, dispatch, siteOf: createCallSites(lua, strings) });
  const functions = lua.keep('functions', () => {
    exports.lua_createtable(L, 0, 0);
    return exports.luaL_ref(L, LUA_REGISTRYINDEX);
  });
  const push = (reference: number, state: Pointer = L) => {
    exports.lua_rawgeti(state, LUA_REGISTRYINDEX, BigInt(reference));
  };
  const open = {
    lua,
    strings,
    L,
    pusher,
    dispatch: keepFunction(lua, (state) => dispatcher.call(state)),
    pushListMarks: marks.pushTable,
    pushFunctions: (state: Pointer) => push(functions, state),
  };
  const entry = lua.keep('entry', () => openPrelude({ ...open, sources, settings: options.settings }));
  const takeFunction = (number: number): number => {
    push(functions);
    exports.lua_rawgeti(L, -1, BigInt(number));
    const reference = exports.luaL_ref(L, LUA_REGISTRYINDEX);
    exports.lua_settop(L, -2);
    return reference;
  };
  const empty = lua.keep('empty', () => takeFunction(EMPTY));
  const enter = lua.keep('enter', () => takeFunction(ENTER));
  return { lua, exports, strings, L, reader, pusher, push, takeFunction, entry, empty, enter };
}

/** What other VMs of the same settings can begin with in place of running the prelude. */
export function takeRuleImage(options: RuleVmOptions): VmImage {
  let snapshots: SnapshotTaker | undefined;
  const { lua } = openBase(options, (module) => {
    snapshots = createSnapshotTaker(module);
  });
  const { parts = [] } = snapshots?.take() ?? {};
  return { kept: Object.fromEntries(lua.kept), memoryBytes: lua.bytes.length, parts };
}

export function openRuleState(options: RuleVmOptions): RuleState {
  const { lua, exports, strings, L, reader, pusher, push, takeFunction, entry, empty, enter } = openBase(options);
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
