import type { Address } from '../model/address.js';
import type { CallSite } from '../model/dispatch.js';
import type { LuaExports, Pointer } from './lua-exports.js';
import type { LuaModule } from './module.js';
import type { Strings } from './strings.js';

/** Offsets in `lua_Debug` of Lua 5.4 on 32-bit addresses (lua.h). */
const DEBUG_BYTES = 128;
const SOURCE = 16;
const SOURCE_LENGTH = 20;
const CURRENT_LINE = 24;
const AT_SIGN = 64;

/** Chunks of the user's are named `@path`; moonrig's own are not. Call before the first snapshot: it allocates. */
export function createCallSites(lua: LuaModule, strings: Strings): (L: Pointer) => CallSite {
  const info = lua.keep('debug', () => lua.exports.malloc(DEBUG_BYTES));
  const what = lua.keep('what', () => strings.intern('Sl'));
  const readName = createNameReader(lua, strings);
  return (L) => ({ address: () => findUserLine(lua, readName, { L, info, what }) });
}

interface Probe {
  readonly L: Pointer;
  readonly info: Pointer;
  readonly what: Pointer;
}

type NameReader = (pointer: Pointer, length: number) => string;

/** Reads texts that are mostly the one that was read before. */
function createNameReader(lua: LuaModule, strings: Strings): NameReader {
  let last = { bytes: new Uint8Array(), text: '' };
  return (pointer, length) => {
    const { bytes } = lua;
    let same = last.bytes.length === length ? 0 : -1;
    while (same >= 0 && same < length) same = bytes[pointer + same] === last.bytes[same] ? same + 1 : -1;
    if (same < 0) last = { bytes: bytes.slice(pointer, pointer + length), text: strings.at(pointer, length) };
    return last.text;
  };
}

function findUserLine(lua: LuaModule, readName: NameReader, probe: Probe): Address | undefined {
  const exports: LuaExports = lua.exports;
  for (let level = 0; exports.lua_getstack(probe.L, level, probe.info) !== 0; level++) {
    exports.lua_getinfo(probe.L, probe.what, probe.info);
    const source = lua.view.getUint32(probe.info + SOURCE, true);
    if (lua.bytes[source] !== AT_SIGN) continue;
    const length = lua.view.getUint32(probe.info + SOURCE_LENGTH, true);
    return { file: readName(source + 1, length - 1), line: lua.view.getInt32(probe.info + CURRENT_LINE, true) };
  }
  return undefined;
}
