import { join } from 'node:path';
import { normalizePath, Workspace } from '../mock/workspace.js';
import { isFolderInside, openWorkspaceFolder } from '../mock/workspace-folder.js';
import { LuaRaise } from '../model/dispatch.js';
import { type HostCall, textArgument } from './host-function.js';
import type { World, WorldBase } from './world.js';

const MAX_PATTERN = 4096;

const fixtures = new Map<string, ReturnType<typeof openWorkspaceFolder>>();

/** A folder of `mocks/workspaces`, or undefined where there is none of that name. */
export function openFixture(base: WorldBase, name: string) {
  const folder = join(base.settings.root, base.settings.mocks, 'workspaces', name);
  if (!isFolderInside(base.settings.root, folder)) return undefined;
  const known = fixtures.get(folder) ?? openWorkspaceFolder(folder);
  fixtures.set(folder, known);
  return known;
}

/** The world's workspace; `mocks/workspaces/default` where no other was chosen. */
export function workspaceOf(world: World): Workspace {
  world.workspace ??= new Workspace(openFixture(world.base, 'default'));
  return world.workspace;
}

/** Argument 1 as a path inside the workspace, in its one spelling. */
export function pathArgument(call: HostCall, name: string): string {
  const given = textArgument(call, 0, name);
  const path = normalizePath(given);
  if (path === undefined)
    throw new LuaRaise(`${name}: ${JSON.stringify(given)}: a path inside the workspace is expected`);
  return path;
}

/** A glob that can be compiled: neither empty nor of a length that only a mistake makes. */
export function patternArgument(call: HostCall, name: string): string {
  const pattern = textArgument(call, 0, name);
  if (pattern !== '' && pattern.length <= MAX_PATTERN) return pattern;
  throw new LuaRaise(`${name}: a pattern of 1 to ${MAX_PATTERN} characters is expected, got ${pattern.length}`);
}
