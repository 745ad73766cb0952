import type { LuaExports, Pointer } from './lua-exports.js';

/** Thrown where compiled Lua asks for what no script may reach, or gives up. The VM is good again after a restore. */
export class VmAbort extends Error {
  constructor(what: string) {
    super(`the Lua VM gave up (${what})`);
    this.name = 'VmAbort';
  }
}

export interface ImportPorts {
  /** The instance's exports; called only after instantiation. */
  readonly exports: () => LuaExports;
  /** Makes the memory at least so many bytes long; false where that is refused. */
  readonly grow: (wantedBytes: number) => boolean;
}

/** 2024-01-01T00:00:00Z, seen by Lua while its state is made (its hash seed takes the time in). */
const FIXED_NOW_MS = 1_704_067_200_000;
const ENOSYS = -52;
const WASI_EBADF = 8;

/** What glue.wasm imports. `os`, `io` and `package` are never opened, so most of it is unreachable and refuses. */
export function createImports(ports: ImportPorts): WebAssembly.Imports {
  const refuse = (name: string) => () => {
    throw new VmAbort(name);
  };
  const noSystemCall = () => ENOSYS;
  const badFile = () => WASI_EBADF;
  return {
    env: {
      abort: refuse('abort'),
      invoke_vii: createInvoke(ports.exports),
      _emscripten_throw_longjmp: () => {
        throw LONG_JUMP;
      },
      emscripten_resize_heap: (wanted: number) => (ports.grow(wanted >>> 0) ? 1 : 0),
      emscripten_date_now: () => FIXED_NOW_MS,
      _emscripten_get_now_is_monotonic: () => 1,
      strftime: refuse('strftime'),
      system: refuse('system'),
      exit: refuse('exit'),
      _mktime_js: refuse('mktime'),
      _localtime_js: refuse('localtime'),
      _gmtime_js: refuse('gmtime'),
      _tzset_js: () => undefined,
      __syscall_openat: noSystemCall,
      __syscall_fcntl64: noSystemCall,
      __syscall_ioctl: noSystemCall,
      __syscall_dup3: noSystemCall,
      __syscall_unlinkat: noSystemCall,
      __syscall_rmdir: noSystemCall,
      __syscall_renameat: noSystemCall,
      __syscall_readlinkat: noSystemCall,
    },
    wasi_snapshot_preview1: {
      fd_write: badFile,
      fd_read: badFile,
      fd_close: badFile,
      fd_seek: badFile,
      environ_sizes_get: badFile,
      environ_get: badFile,
    },
  };
}

/** How this build's longjmp travels: Emscripten throws Infinity, and `invoke_*` catches numbers only. */
export const LONG_JUMP = Number.POSITIVE_INFINITY;

/** Calls through the module's table, of which the same few are called again and again: looking one up takes longer than the call. */
function createInvoke(readExports: () => LuaExports): (index: number, a: Pointer, b: Pointer) => void {
  const calls = new Map<number, (a: Pointer, b: Pointer) => void>();
  const find = (index: number) => {
    // A table holds plain `Function`s; these are Lua's protected calls. No entry is ever replaced.
    const call = readExports().__indirect_function_table.get(index) as (a: Pointer, b: Pointer) => void;
    calls.set(index, call);
    return call;
  };
  return (index, a, b) => {
    const exports = readExports();
    const sp = exports.stackSave();
    try {
      (calls.get(index) ?? find(index))(a, b);
    } catch (error) {
      exports.stackRestore(sp);
      if (error !== LONG_JUMP) throw error;
      exports.setThrew(1, 0);
    }
  };
}
