import type { Effect, EffectKind } from '../mock/effect-ledger.js';
import type { Workspace } from '../mock/workspace.js';
import { isBinary } from '../mock/workspace-diff.js';
import type { FileAccess, WorkspaceFault } from '../mock/workspace-faults.js';
import type { WorkspaceFile } from '../mock/workspace-file.js';
import { readInnerPath, WorkspaceError } from '../mock/workspace-path.js';
import { LuaRaise } from '../model/dispatch.js';
import { createValueMap, type Value } from '../model/value.js';
import { type HostCall, textArgument } from './host-function.js';
import { workspaceOf } from './workspace-access.js';
import type { World } from './world.js';

/** A fault that the scenario has scripted, as the script under test sees it. */
class ScriptedFault extends WorkspaceError {
  readonly fault: WorkspaceFault;
  /** What was done all the same. */
  readonly done: PartlyDone;

  constructor(message: string, fault: WorkspaceFault, done: PartlyDone) {
    super(message);
    this.fault = fault;
    this.done = done;
  }
}

/** What is done to a file by which call. */
export interface Deed {
  readonly kind: EffectKind;
  /** As scripts call it. */
  readonly name: string;
  /** How many paths it is given. */
  readonly pathCount: 1 | 2;
}

/** What there is to tell of a deed that is done. */
export interface Done {
  readonly value?: Value;
  /** One line. */
  readonly text: string;
  /** Fields of the entry in the journal, beside the paths. */
  readonly fields?: readonly (readonly [string, Value])[];
  readonly bytes?: number;
  readonly fault?: WorkspaceFault;
}

type PartlyDone = Pick<Done, 'bytes' | 'fields'>;

/** A deed's paths as the workspace spells them, and its files. */
export interface DeedParts {
  readonly files: Workspace;
  readonly path: string;
  /** The second path; empty where there is one only. */
  readonly to: string;
}

/**
 * Does what a call asks and tells journal and ledger what became of it, also where it is refused. Throws a LuaRaise where the
 * workspace, or a scripted fault, refuses.
 */
export function perform(call: HostCall, deed: Deed, act: (parts: DeedParts) => Done): Value {
  const given = Array.from({ length: deed.pathCount }, (_, i) => textArgument(call, i, deed.name));
  let paths = given;
  try {
    paths = given.map(readInnerPath);
    const [path = '', to = ''] = paths;
    const done = act({ files: workspaceOf(call.world), path, to });
    tell(call, deed, paths, done);
    return done.value;
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    const scripted = error instanceof ScriptedFault ? { ...error.done, fault: error.fault } : {};
    tell(call, deed, paths, { text: error.message, ...scripted }, error.message);
    throw new LuaRaise(`${deed.name}: ${error.message}`);
  }
}

function tell(call: HostCall, { kind, name }: Deed, paths: readonly string[], done: Done, error?: string): void {
  const { world, site } = call;
  const [path = '', to] = paths;
  const { bytes } = done;
  const fault = done.fault?.effect?.kind;
  const text = fault === undefined ? done.text : `${done.text} (scripted: ${fault})`;
  // The ledger first: a journal that is full must not hide what was done.
  addEffect(call, {
    kind,
    call: name,
    path,
    ...(to !== undefined && { to }),
    ...(bytes !== undefined && { bytes }),
    ...(error !== undefined && { error }),
    ...(fault !== undefined && { fault }),
  });
  const own = createValueMap([
    ['path', path],
    ['to', to],
    ['bytes', bytes],
    ...(done.fields ?? []),
    ['error', error],
    ['fault', fault],
  ]);
  world.note(site, `workspace.${kind}`, text, dropEmpty(own));
}

/** Adds to the ledger what was done, by whom, when and where. */
export function addEffect({ world, site }: HostCall, effect: Omit<Effect, 'by' | 'task' | 'atMs' | 'place'>): void {
  const doer = world.openTasks.at(-1);
  const place = site.address();
  const who = doer && { by: doer.agent, task: doer.task };
  world.workspace.ledger = world.workspace.ledger.add({
    ...effect,
    ...who,
    atMs: world.elapsedMs,
    ...(place && { place }),
  });
}

/** A map without the fields that are not there. */
export function dropEmpty(map: Record<string, Value>) {
  return createValueMap(Object.entries(map).filter(([, value]) => value !== undefined));
}

const WHY = {
  read_only: 'is read-only',
  missing: 'no such file',
  disk_full: 'no space left on the disk',
  stale: 'no such file',
} as const;

/**
 * Asks the scripted faults about an access. Gives the one that it meets, or throws it where `isTold` does not say that the
 * caller tells it.
 */
export function meetFault(world: World, access: FileAccess, isTold: (fault: WorkspaceFault) => boolean = () => false) {
  const by = world.openTasks.at(-1)?.agent;
  const fault = world.workspace.faults.meet({ ...access, ...(by !== undefined && { by }) }, workspaceOf(world));
  if (fault !== undefined && !isTold(fault)) throw failWith(fault, access.path);
  return fault;
}

/** The error of a fault that was met, and what was done all the same. */
export function failWith(fault: WorkspaceFault, path: string, done: PartlyDone = {}): WorkspaceError {
  const { effect } = fault;
  if (effect === undefined) throw new Error('a fault without an effect was met');
  return new ScriptedFault(`${path}: ${effect.kind === 'fails' ? effect.message : WHY[effect.kind]}`, fault, done);
}

/** Files up to this size are kept in the journal as they were and as they became, so that reports can show a diff. */
const MAX_DIFF_BYTES = 8 * 1024;
/** What that may come to in one scenario: the journal has to hold other things too. */
const MAX_DIFFS_BYTES = 8 * 1024 * 1024;

/** Fields that tell what a file was and what it became; none where that is no text, or too long. */
export function showChange(world: World, before: WorkspaceFile | undefined, after: WorkspaceFile | undefined) {
  const size = (before?.size ?? 0) + (after?.size ?? 0);
  const { workspace } = world;
  if (Math.max(before?.size ?? 0, after?.size ?? 0) > MAX_DIFF_BYTES) return [];
  if (workspace.diffBytes + size > MAX_DIFFS_BYTES) return [];
  const contents = [before, after].map((file) => file?.bytes() ?? new Uint8Array());
  if (contents.some(isBinary)) return [];
  workspace.diffBytes += size;
  const [old, now] = contents.map((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  return [['before', old] as const, ['after', now] as const];
}
