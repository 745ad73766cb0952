import { type Effect, type EffectKind, EffectLedger } from '../mock/effect-ledger.js';
import type { Workspace } from '../mock/workspace.js';
import { readText } from '../mock/workspace-diff.js';
import type { FileAccess, WorkspaceFault } from '../mock/workspace-faults.js';
import type { WorkspaceFile } from '../mock/workspace-file.js';
import { cutPath, readInnerPath, WorkspaceError } from '../mock/workspace-path.js';
import { LuaRaise } from '../model/dispatch.js';
import { createValueMap, type Value, type ValueMap } from '../model/value.js';
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
  let paths = given.map(cutPath);
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

function tell(
  call: HostCall,
  { kind, name }: Deed,
  [path = '', to]: readonly string[],
  done: Done,
  error?: string,
): void {
  const { bytes, text, fields = [] } = done;
  const fault = done.fault?.effect?.kind;
  // The ledger first: a journal that is full must not hide what was done.
  addEffect(call, { kind, call: name, path, to, bytes, error, fault });
  const data = mapOf([['path', path], ['to', to], ['bytes', bytes], ...fields, ['error', error], ['fault', fault]]);
  call.world.note(call.site, `workspace.${kind}`, fault === undefined ? text : `${text} (scripted: ${fault})`, data);
}

/** Adds to the ledger what was done, by whom, when and where. */
export function addEffect({ world, site }: HostCall, what: Omit<Effect, 'by' | 'task' | 'atMs' | 'place'>): void {
  const doer = world.agents.current;
  const { kind, call, path, to, bytes, error, fault } = what;
  const [by, task, atMs, place] = [doer?.agent, doer && String(doer.id), world.elapsedMs, site.address()];
  const ledger = world.workspace.ledger ?? new EffectLedger();
  world.workspace.ledger = ledger.add({
    kind,
    call,
    path,
    to,
    bytes,
    by,
    task,
    atMs,
    place,
    error,
    fault,
  });
}

/** A map of the fields that are there. */
export function mapOf(fields: readonly (readonly [string, Value])[]): ValueMap {
  const map = createValueMap();
  for (const [key, value] of fields) if (value !== undefined) map[key] = value;
  return map;
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
  const { faults } = world.workspace;
  if (faults === undefined) return undefined;
  const by = world.agents.current?.agent;
  const fault = faults.meet({ ...access, ...(by !== undefined && { by }) }, workspaceOf(world));
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

type Content = WorkspaceFile | undefined;

/** Fields that tell what a file was and what it became; none where that is no text, or too long. */
export function showChange(world: World, before: Content, after: Content): readonly (readonly [string, Value])[] {
  const { workspace } = world;
  const [old, now] = [readShort(before), readShort(after)];
  if (old === undefined || now === undefined) return [];
  const size = (before?.size ?? 0) + (after?.size ?? 0);
  if (workspace.diffBytes + size > MAX_DIFFS_BYTES) return [];
  workspace.diffBytes += size;
  return [
    ['before', old],
    ['after', now],
  ];
}

/** A short text; undefined for any other file, and for one that cannot be read: it may be overwritten all the same. */
function readShort(file: Content): string | undefined {
  try {
    return file !== undefined && file.size > MAX_DIFF_BYTES ? undefined : readText(file);
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}
