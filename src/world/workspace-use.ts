import { MemoryWorkspace } from '../mock/memory-workspace.js';
import type { WorkspaceFixture } from '../mock/workspace.js';
import { readInnerPath, showPath, WorkspaceError } from '../mock/workspace-path.js';
import { LuaRaise } from '../model/dispatch.js';
import { isValueMap, type Value } from '../model/value.js';
import { type HostCall, luaTypeName } from './host-function.js';
import { fixturePath, openFixture } from './workspace-access.js';

const NAME = 'workspace.use';

/** `workspace.use`: starts over from a folder of fixtures, from a table of files, or from a folder with some files over it. */
export function useWorkspace(call: HostCall): undefined {
  const [first, second] = call.args;
  const { world, site } = call;
  const folder = typeof first === 'string' ? openNamed(call, first) : undefined;
  const table = folder === undefined ? first : second;
  if (folder === undefined && second !== undefined)
    throw new LuaRaise(`${NAME}: a second table goes over a folder only`);
  if (folder !== undefined && second === undefined) world.workspace.files = new MemoryWorkspace(folder);
  else world.workspace.files = new MemoryWorkspace(layFiles(folder, table));
  const where = typeof first === 'string' ? fixturePath(world.base, first) : 'files of the scenario';
  const over = folder !== undefined && second !== undefined ? ' and files of the scenario' : '';
  world.note(site, 'workspace.use', `${where}${over} (${world.workspace.files.files.size} files)`);
}

function openNamed({ world }: HostCall, name: string): WorkspaceFixture {
  const isName = /^[\w.-]+$/.test(name) && !/^\.+$/.test(name);
  const fixture = isName ? openFixture(world.base, name) : undefined;
  if (fixture === undefined) throw new LuaRaise(`${NAME}: there is no folder ${fixturePath(world.base, name)}`);
  return fixture;
}

/** Files of a table over those of a fixture; `false` takes one out. */
function layFiles(below: WorkspaceFixture | undefined, table: Value): WorkspaceFixture {
  if (!isValueMap(table)) {
    const got = Array.isArray(table) ? 'a list' : luaTypeName(table);
    throw new LuaRaise(`${NAME}: a folder’s name or a table of paths and contents is expected, got ${got}`);
  }
  const workspace = new MemoryWorkspace(below);
  const seen = new Set<string>();
  try {
    for (const given of Object.keys(table).sort()) layFile(workspace, seen, given, table[given]);
  } catch (error) {
    throw error instanceof WorkspaceError ? new LuaRaise(`${NAME}: ${error.message}`) : error;
  }
  return { files: workspace.files, refused: below?.refused ?? new Map() };
}

function layFile(workspace: MemoryWorkspace, seen: Set<string>, given: string, content: Value): void {
  const path = readInnerPath(given);
  if (seen.size === seen.add(path).size) throw new WorkspaceError(`${path}: is given twice`);
  if (/[\\/]$/.test(given))
    throw new WorkspaceError(`${showPath(given)}: a file is expected, and / ends the name of a folder`);
  if (content === false) workspace.delete(path, true);
  else if (typeof content === 'string') workspace.write(path, new TextEncoder().encode(content), 0);
  else if (content instanceof Uint8Array) workspace.write(path, content, 0);
  else
    throw new WorkspaceError(
      `${path}: a text is expected, or false for a file that is not to be there, got ${luaTypeName(content)}`,
    );
}
