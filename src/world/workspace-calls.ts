import { filesAt } from '../mock/files-below.js';
import type { FaultEffect } from '../mock/workspace-faults.js';
import { LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, type Value } from '../model/value.js';
import { type HostCall, luaTypeName } from './host-function.js';
import { type Deed, type DeedParts, type Done, failWith, meetFault, perform, showChange } from './workspace-deeds.js';

const READ: Deed = { kind: 'read', name: 'workspace.read_file', pathCount: 1 };
const WRITE: Deed = { kind: 'write', name: 'workspace.write_file', pathCount: 1 };
const APPEND: Deed = { kind: 'append', name: 'workspace.append', pathCount: 1 };
const DELETE: Deed = { kind: 'delete', name: 'workspace.delete', pathCount: 1 };
const MOVE: Deed = { kind: 'move', name: 'workspace.move', pathCount: 2 };

const countFiles = (count: number) => `${count} file${count === 1 ? '' : 's'}`;

/** `workspace.read_file`. */
export function readFile(call: HostCall): Value {
  return perform(call, READ, ({ files, path }) => {
    const stale = meetFault(call.world, { kind: 'read', path }, ({ effect }) => effect?.kind === 'stale');
    const bytes = stale === undefined ? files.read(path) : files.readEarlier(path);
    if (stale !== undefined && !bytes) throw failWith(stale, path);
    const size = bytes?.length ?? 0;
    return { value: bytes ?? undefined, text: `${path} (${size} bytes)`, bytes: size, ...(stale && { fault: stale }) };
  });
}

/** `workspace.write_file`. */
export function writeFile(call: HostCall): Value {
  const bytes = contentArgument(call, WRITE.name);
  return perform(call, WRITE, (parts) => put(call, parts, { bytes, verb: 'write' }));
}

/** `workspace.append`. */
export function appendFile(call: HostCall): Value {
  const bytes = contentArgument(call, APPEND.name);
  return perform(call, APPEND, (parts) => put(call, parts, { bytes, verb: 'append' }));
}

/** The bytes that are to be written; a path that names a folder is no place for them. */
function contentArgument(call: HostCall, name: string): Uint8Array {
  const [path, content] = call.args;
  if (typeof path === 'string' && /[\\/]$/.test(path)) {
    throw new LuaRaise(`${name}: ${JSON.stringify(path)}: a file is expected, and / ends the name of a folder`);
  }
  if (content instanceof Uint8Array) return content;
  if (typeof content === 'string') return new TextEncoder().encode(content);
  throw new LuaRaise(`${name}: a text is expected as argument 2, got ${luaTypeName(content)}`);
}

function put(
  call: HostCall,
  { files, path }: DeedParts,
  { bytes, verb }: { bytes: Uint8Array; verb: 'write' | 'append' },
): Done {
  const { world } = call;
  const before = files.files.get(path);
  const isFull = ({ effect }: { readonly effect?: FaultEffect }) => effect?.kind === 'disk_full';
  const full = meetFault(world, { kind: 'write', path, size: bytes.length }, isFull);
  const room = full?.effect?.kind === 'disk_full' ? full.effect.room : bytes.length;
  // As on a disk: what there was room for is there, and what the file held before is gone.
  files[verb](path, bytes.subarray(0, room), world.elapsedMs);
  const after = files.files.get(path);
  const fields = showChange(world, before, after);
  if (full !== undefined) throw failWith(full, path, { bytes: room, fields });
  const added = verb === 'append' ? `+${bytes.length} bytes, ${after?.size ?? 0} in all` : `${bytes.length} bytes`;
  return { text: `${path} (${added})`, bytes: bytes.length, fields };
}

/** `workspace.delete`. */
export function deleteFiles(call: HostCall): Value {
  const isRecursive = readRecursive(call);
  return perform(call, DELETE, ({ files, path }) => {
    const before = files.files.get(path);
    // Where it is refused anyway, nothing was met.
    const going = before !== undefined || isRecursive ? filesAt(files.files, path) : [];
    for (const [each] of going) meetFault(call.world, { kind: 'remove', path: each });
    const count = files.delete(path, isRecursive);
    if (before !== undefined) return { text: path, fields: showChange(call.world, before, undefined) };
    return { text: `${path} (${countFiles(count)})`, fields: [['files', count]] };
  });
}

function readRecursive(call: HostCall): boolean {
  const options = call.args[1] ?? createValueMap();
  if (!isValueMap(options)) throw new LuaRaise(`${DELETE.name}: options are a table, got ${luaTypeName(options)}`);
  for (const [key, value] of Object.entries(options)) {
    if (key !== 'recursive') throw new LuaRaise(`${DELETE.name}: unknown option ${key}; there is recursive`);
    if (typeof value !== 'boolean')
      throw new LuaRaise(`${DELETE.name}: recursive: true or false is expected, got ${luaTypeName(value)}`);
  }
  return options.recursive === true;
}

/** `workspace.move`. */
export function moveFiles(call: HostCall): Value {
  return perform(call, MOVE, ({ files, path, to }) => {
    const going = files.stat(to) === undefined ? filesAt(files.files, path) : [];
    for (const [each] of going) {
      meetFault(call.world, { kind: 'remove', path: each });
      meetFault(call.world, { kind: 'write', path: `${to}${each.slice(path.length)}`, size: 0 });
    }
    const count = files.move(path, to);
    const what = files.stat(to)?.kind === 'folder' ? ` (${countFiles(count)})` : '';
    return { text: `${path} → ${to}${what}`, fields: [['files', count]] };
  });
}
