import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { DiskFolder } from '../mock/disk-folder.js';
import { DiskWorkspace } from '../mock/disk-workspace.js';
import { MemoryWorkspace } from '../mock/memory-workspace.js';
import type { Workspace, WorkspaceFixture } from '../mock/workspace.js';
import { isFolderInside, openWorkspaceFolder } from '../mock/workspace-folder.js';
import { readInnerPath, WorkspaceError } from '../mock/workspace-path.js';
import { LuaRaise } from '../model/dispatch.js';
import type { RealWorkspace } from '../model/settings.js';
import { showSystemError } from '../model/system-error.js';
import { type HostCall, textArgument } from './host-function.js';
import { baseFolder, workerFolder } from './real-folders.js';
import type { World, WorldBase } from './world.js';

const MAX_PATTERN = 4096;

/** Folders as they were when they were first asked for: whatever a run writes, its scenarios begin with the same files. */
const fixtures = new Map<string, WorkspaceFixture>();
const realFolders = new Map<string, DiskFolder>();

function openFolder(path: string, shown: string): WorkspaceFixture {
  const known = fixtures.get(path);
  if (known !== undefined) return known;
  try {
    const fixture = openWorkspaceFolder(path);
    fixtures.set(path, fixture);
    return fixture;
  } catch (error) {
    const why = error instanceof WorkspaceError ? error.message : showSystemError(error);
    throw why === undefined ? error : new LuaRaise(`workspace: the folder ${shown}: ${why}`);
  }
}

/** Where the folder of a fixture lies, relative to the project. */
export const fixturePath = ({ settings }: WorldBase, name: string) => `${settings.mocks}/workspaces/${name}`;

/** A folder of `mocks/workspaces`, or undefined where there is none of that name. */
export function openFixture(base: WorldBase, name: string): WorkspaceFixture | undefined {
  const { root } = base.settings;
  const folder = join(root, fixturePath(base, name));
  if (!isFolderInside(root, folder)) return undefined;
  base.onMockUsed?.(fixturePath(base, name));
  return openFolder(folder, fixturePath(base, name));
}

/** What the workspaces of this thread share that lie in copies of a real folder. */
function openReal(real: RealWorkspace): { folder: DiskFolder; fixture: WorkspaceFixture } {
  const base = baseFolder(real);
  const { files } = openFolder(base, real.shown);
  const folder = realFolders.get(base) ?? new DiskFolder(workerFolder(real, threadId), base, files);
  realFolders.set(base, folder);
  return { folder, fixture: { files, refused: new Map(Object.entries(real.refused)) } };
}

/** Makes the copy that this thread's scenarios work in. */
export async function prepareReal(real: RealWorkspace): Promise<void> {
  await openReal(real).folder.prepare();
}

function createWorkspace(base: WorldBase): Workspace {
  const { workspace: real } = base.settings;
  if (real === undefined) return new MemoryWorkspace(openFixture(base, 'default'));
  const { folder, fixture } = openReal(real);
  return new DiskWorkspace(folder, new MemoryWorkspace(fixture));
}

/** The world's workspace. Where none was chosen it is that of `--workspace`, else `mocks/workspaces/default`. */
export function workspaceOf({ workspace, base }: World): Workspace {
  workspace.files ??= createWorkspace(base);
  return workspace.files;
}

/** Argument 1 as a path inside the workspace, in its one spelling. */
export function pathArgument(call: HostCall, name: string): string {
  const given = textArgument(call, 0, name);
  try {
    return readInnerPath(given);
  } catch (error) {
    throw error instanceof WorkspaceError ? new LuaRaise(`${name}: ${error.message}`) : error;
  }
}

/** Throws a LuaRaise for a text that is no glob: empty, or of a length that only a mistake makes. */
export function checkPattern(pattern: string, name: string): string {
  if (pattern !== '' && pattern.length <= MAX_PATTERN) return pattern;
  throw new LuaRaise(`${name}: a pattern of 1 to ${MAX_PATTERN} characters is expected, got ${pattern.length}`);
}

/** Argument 1 as a glob that can be compiled. */
export function patternArgument(call: HostCall, name: string): string {
  return checkPattern(textArgument(call, 0, name), name);
}
