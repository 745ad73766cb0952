import type { Dispatch } from '../model/dispatch.js';
import { loadLate } from '../model/load-late.js';
import type { Value } from '../model/value.js';
import { createCallSites } from './call-site.js';
import { CodecError } from './codec-error.js';
import { createPusher, type Pusher } from './codec-push.js';
import { Reader } from './codec-read.js';
import type { SlotCounts, TakeCounts } from './count-taker.js';
import { createDispatcher, type Dispatcher } from './dispatcher.js';
import { HostBug, isVmFault } from './faults.js';
import { VmAbort } from './imports.js';
import { createListMarks } from './list-marks.js';
import { LUA_OK, LUA_REGISTRYINDEX, LUA_TSTRING, LUA_YIELD } from './lua-constants.js';
import type { LuaExports, Pointer } from './lua-exports.js';
import { instantiateLua, keepFunction, type LuaModule } from './module.js';
import { openPrelude, type PreludeSource } from './open-prelude.js';
import { createSnapshotTaker, type Snapshot, type SnapshotTaker } from './snapshot.js';
import { createStrings, type Strings } from './strings.js';
import type { VmImage } from './vm-image.js';

export interface VmOptions {
  readonly compiled: WebAssembly.Module;
  readonly memoryBytes: number;
  /** In the order in which they run; or the image of a VM in which they ran, with the same settings. */
  readonly prelude: readonly PreludeSource[] | VmImage;
  readonly dispatch: Dispatch;
  /** Handed to the prelude as `rig.settings`. */
  readonly settings: Value;
}

/** How a call into the prelude ended. */
export type CallResult =
  | { readonly kind: 'returned'; readonly values: readonly Value[] }
  /** The VM must be restored before it is used again. */
  | { readonly kind: 'broken'; readonly cause: 'out-of-memory' | 'crashed' | 'bug'; readonly message: string };

/** The VM at one moment, ready to be called. */
export interface VmSnapshot {
  readonly memory: Snapshot;
  readonly thread: Pointer;
}

/** One Lua state with the prelude loaded. Every call runs in a coroutine of its own, so that it can wait for the host. */
export class Vm {
  readonly #lua: LuaModule;
  readonly #exports: LuaExports;
  readonly #strings: Strings;
  readonly #reader: Reader;
  readonly #pusher: Pusher;
  readonly #dispatcher: Dispatcher;
  readonly #snapshots: SnapshotTaker;
  readonly #L: Pointer;
  readonly #entry: number;
  readonly #resultCount: Pointer;
  #takeCounts: TakeCounts | undefined;
  /** A coroutine with the prelude's entry function on its stack; 0 where the last call has used it up. */
  #thread: Pointer = 0;

  constructor(options: VmOptions) {
    const { prelude } = options;
    const [sources, image] = 'kept' in prelude ? [[], prelude] : [prelude, undefined];
    const lua = instantiateLua(options.compiled, options.memoryBytes, image);
    this.#lua = lua;
    this.#exports = lua.exports;
    this.#snapshots = createSnapshotTaker(lua);
    const strings = createStrings(lua);
    this.#strings = strings;
    this.#resultCount = lua.keep('results', () => lua.exports.malloc(4));
    this.#L = lua.keep('state', () => lua.exports.luaL_newstate());
    const marks = createListMarks(lua, this.#L);
    this.#reader = new Reader(lua, strings, marks.isMarked);
    this.#pusher = createPusher(lua.exports, strings, marks.mark);
    this.#dispatcher = createDispatcher({
      exports: lua.exports,
      reader: this.#reader,
      pusher: this.#pusher,
      dispatch: options.dispatch,
      siteOf: createCallSites(lua, strings),
    });
    const dispatch = keepFunction(lua, (L) => this.#dispatcher.call(L));
    const open = { lua, strings, L: this.#L, pusher: this.#pusher, dispatch, pushListMarks: marks.pushTable };
    this.#entry = lua.keep('entry', () => openPrelude({ ...open, sources, settings: options.settings }));
  }

  /** Bytes of memory the module holds; it never shrinks. */
  get memoryBytes(): number {
    return this.#lua.bytes.length;
  }

  snapshot(): VmSnapshot {
    if (this.#thread === 0) this.#thread = this.#createThread();
    return { memory: this.#snapshots.take(), thread: this.#thread };
  }

  /** What other VMs can begin with in place of running the prelude. To be taken before the first call. */
  takeImage(): VmImage {
    const { parts } = this.#snapshots.take();
    return { kept: Object.fromEntries(this.#lua.kept), memoryBytes: this.memoryBytes, parts };
  }

  /** Puts everything in the VM back as it was. */
  restore(snapshot: VmSnapshot): void {
    this.#snapshots.restore(snapshot.memory);
    this.#thread = snapshot.thread;
    this.#dispatcher.reset();
  }

  /** Gives back the memory of a snapshot that will not be restored again. */
  release(snapshot: VmSnapshot): void {
    this.#snapshots.release(snapshot.memory);
  }

  /** Adds what a script's table of counters holds to counts, and puts it back to its beginning. */
  takeCounts(table: Pointer, into: SlotCounts): void {
    this.#takeCounts ??= this.#openCountTaker();
    this.#takeCounts(table, into);
  }

  /** Loaded when it is asked for: most VMs do without it. */
  #openCountTaker(): TakeCounts {
    // The door: a module of ours is what it is.
    const { createCountTaker } = loadLate('./count-taker.js', import.meta.url) as typeof import('./count-taker.js');
    return createCountTaker(this.#lua, this.#strings, this.#L);
  }

  /** Calls the prelude's function of that name. Gives a promise only where the call has to wait for the host. */
  call(name: string, args: readonly Value[]): CallResult | Promise<CallResult> {
    const refused = this.#lua.refusedGrowths;
    try {
      const thread = this.#thread === 0 ? this.#createThread() : this.#thread;
      this.#thread = 0;
      this.#pusher.push(thread, name);
      for (const arg of args) this.#pusher.push(thread, arg);
      return this.#resume(thread, args.length + 1);
    } catch (error) {
      return this.#broken(error, refused);
    }
  }

  #createThread(): Pointer {
    const thread = this.#exports.lua_newthread(this.#L);
    this.#exports.lua_rawgeti(thread, LUA_REGISTRYINDEX, BigInt(this.#entry));
    return thread;
  }

  #resume(thread: Pointer, count: number): CallResult | Promise<CallResult> {
    const status = this.#exports.lua_resume(thread, 0, count, this.#resultCount);
    if (status === LUA_OK) {
      const values = this.#reader.readAll(thread, 1);
      this.#exports.lua_settop(this.#L, 0);
      return { kind: 'returned', values };
    }
    if (status === LUA_YIELD) return this.#wait(thread);
    throw new VmAbort(this.#errorText(thread));
  }

  async #wait(thread: Pointer): Promise<CallResult> {
    const refused = this.#lua.refusedGrowths;
    const token = this.#exports.lua_tonumberx(thread, -1, 0);
    try {
      const answer = await this.#dispatcher.takeWait(token);
      this.#exports.lua_settop(thread, -this.#lua.view.getUint32(this.#resultCount, true) - 1);
      return await this.#resume(thread, this.#dispatcher.pushAnswer(thread, answer));
    } catch (error) {
      return this.#broken(error, refused);
    }
  }

  #errorText(thread: Pointer): string {
    if (this.#exports.lua_type(thread, -1) !== LUA_TSTRING) return 'an error that is not a string';
    return String(this.#reader.readAll(thread, this.#exports.lua_gettop(thread))[0]);
  }

  #broken(error: unknown, refusedBefore: number): CallResult {
    if (error instanceof HostBug) return { kind: 'broken', cause: 'bug', message: error.message };
    // What a call gives back is made of what scripts named; where that cannot cross, it is theirs.
    if (error instanceof CodecError)
      return { kind: 'broken', cause: 'crashed', message: `cannot be told: ${error.message}` };
    if (!isVmFault(error)) throw error;
    const message = error instanceof Error ? error.message : 'an error outside any protected call';
    const cause = this.#lua.refusedGrowths > refusedBefore ? 'out-of-memory' : 'crashed';
    return { kind: 'broken', cause, message };
  }
}
