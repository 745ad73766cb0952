import { compileGlobs } from '../mock/glob.js';
import type { Workspace, WorkspaceChange } from '../mock/workspace.js';
import { showDiff } from '../mock/workspace-diff.js';
import type { WorkspaceFile } from '../mock/workspace-file.js';
import { WorkspaceError } from '../mock/workspace-path.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { toTextOrBytes } from '../model/text-or-bytes.js';
import { createValueMap, toNumber, type Value } from '../model/value.js';
import { type HostCall, type HostPart, luaTypeName } from './host-function.js';
import { checkPattern, workspaceOf } from './workspace-access.js';
import type { World } from './world.js';

/** What the moments that a scenario keeps may hold together, and how many there may be. */
const MAX_SNAPSHOT_BYTES = 256 * 1024 * 1024;
const MAX_SNAPSHOTS = 1000;

/** Globs, one or a list, of which nil means everything. Throws a LuaRaise that begins with `name`. */
export function readGlobs(value: Value, name: string): (path: string) => boolean {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return compileGlobs(
    list.map((glob) => {
      if (typeof glob === 'string') return checkPattern(glob, name);
      throw new LuaRaise(`${name}: a glob or a list of globs is expected, got ${luaTypeName(glob)}`);
    }),
  );
}

/** The moment that a snapshot of the scenario's stands for. */
export function snapshotOf({ workspace }: World, id: Value, name: string): Workspace {
  const snapshot = workspace.snapshots[toNumber(id) ?? -1];
  if (snapshot !== undefined) return snapshot;
  throw new LuaRaise(`${name}: this is no snapshot of this scenario; workspace.snapshot() gives one`);
}

/** What changed since the beginning, or since the snapshot with that number, of the files that globs match. */
export function changesOf(
  world: World,
  globs: Value,
  { since, name }: { since?: Value; name: string },
): WorkspaceChange[] {
  const isMeant = readGlobs(globs, name);
  const earlier = since === undefined ? undefined : snapshotOf(world, since, name);
  return tryReading(name, () => workspaceOf(world).changes(earlier)).filter(({ path }) => isMeant(path));
}

/** Does what reads files; a LuaRaise tells what cannot be read. */
export function tryReading<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof WorkspaceError ? new LuaRaise(`${name}: ${error.message}`) : error;
  }
}

function kindOfChange({ before, after }: WorkspaceChange): 'new' | 'changed' | 'deleted' {
  if (after === undefined) return 'deleted';
  return before === undefined ? 'new' : 'changed';
}

/** Each change as its path and what became of it. */
export const showChanges = (changes: readonly WorkspaceChange[]): Value =>
  changes.map((change) =>
    createValueMap([
      ['path', change.path],
      ['kind', kindOfChange(change)],
    ]),
  );

/** `workspace.changes`. */
export function listChanges({ world, args }: HostCall): Value {
  return showChanges(changesOf(world, args[0], { name: 'workspace.changes' }));
}

/** `workspace.diff`. */
export function diffWorkspace({ world, args }: HostCall): Value {
  return tryReading('workspace.diff', () => showDiff(changesOf(world, args[0], { name: 'workspace.diff' })));
}

function keepMoment({ world, site }: HostCall): number {
  const { workspace } = world;
  const now = workspaceOf(world).fork();
  const held = workspace.snapshots.reduce((sum, { writtenBytes }) => sum + writtenBytes, now.writtenBytes);
  if (workspace.snapshots.length === MAX_SNAPSHOTS || held > MAX_SNAPSHOT_BYTES) {
    const size = `${MAX_SNAPSHOT_BYTES / 1024 / 1024} MiB of what was written`;
    throw new LuaRaise(`workspace.snapshot: a scenario keeps at most ${MAX_SNAPSHOTS} snapshots, with ${size}`);
  }
  workspace.snapshots = [...workspace.snapshots, now];
  world.note(site, 'workspace.snapshot', `snapshot ${workspace.snapshots.length} (${now.files.size} files)`);
  return workspace.snapshots.length - 1;
}

function readContents(world: World, id: Value, globs: Value): Value {
  const name = 'snapshot:files';
  const isMeant = readGlobs(globs, name);
  const found: (readonly [string, WorkspaceFile])[] = [...snapshotOf(world, id, name).files.entries()];
  const meant = found.filter(([path]) => isMeant(path));
  return tryReading(name, () => createValueMap(meant.map(([path, file]) => [path, toTextOrBytes(file.bytes())])));
}

function restoreMoment({ world, site, args }: HostCall): void {
  const snapshot = snapshotOf(world, args[0], 'snapshot:restore');
  world.workspace.files = snapshot.fork();
  world.note(site, 'workspace.restore', `snapshot ${(toNumber(args[0]) ?? 0) + 1} (${snapshot.files.size} files)`);
}

/** What the snapshots of the prelude ask. */
export const momentFunctions: HostPart = {
  internal: {
    'workspace.keep_moment': (call) => answerValue(keepMoment(call)),
    'workspace.moment_changes': ({ world, args }) =>
      answerValue(showChanges(changesOf(world, args[1], { since: args[0] ?? null, name: 'snapshot:changes' }))),
    'workspace.moment_diff': ({ world, args }) => {
      const changes = changesOf(world, args[1], { since: args[0] ?? null, name: 'snapshot:diff' });
      return answerValue(tryReading('snapshot:diff', () => showDiff(changes)));
    },
    'workspace.moment_files': ({ world, args }) => answerValue(readContents(world, args[0], args[1])),
    'workspace.restore_moment': (call) => {
      restoreMoment(call);
      return answerValue();
    },
  },
};
