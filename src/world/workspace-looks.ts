import { compileGlob } from '../mock/glob.js';
import type { WorkspaceFault } from '../mock/workspace-faults.js';
import { cutPath, readPath, WorkspaceError } from '../mock/workspace-path.js';
import { LuaRaise } from '../model/dispatch.js';
import { createValueMap, type Value } from '../model/value.js';
import { EPOCH_MS } from './epoch.js';
import { type HostCall, textArgument } from './host-function.js';
import { patternArgument, workspaceOf } from './workspace-access.js';
import { meetFault } from './workspace-deeds.js';

/** Looks at a path and notes it; what the workspace refuses is raised, and noted too. Nothing changes by it. */
function look(call: HostCall, kind: 'exists' | 'stat' | 'list', name: string, see: (path: string) => Seen): Value {
  const given = call.args[0] === undefined && kind === 'list' ? '.' : textArgument(call, 0, name);
  const { world, site } = call;
  let path = given;
  try {
    path = readPath(given);
    const { value, text, fields } = see(path);
    world.note(site, `workspace.${kind}`, `${path || '.'}${text}`, createValueMap([['path', path || '.'], ...fields]));
    return value;
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    world.note(site, `workspace.${kind}`, error.message, { path: cutPath(path), error: error.message });
    throw new LuaRaise(`${name}: ${error.message}`);
  }
}

interface Seen {
  readonly value: Value;
  /** What stands behind the path in the journal. */
  readonly text: string;
  readonly fields: readonly (readonly [string, Value])[];
}

/** Whether a scripted fault hides the path. */
function isHidden(call: HostCall, path: string): boolean {
  const isMissing = ({ effect }: WorkspaceFault) => effect?.kind === 'missing';
  return meetFault(call.world, { kind: 'look', path }, isMissing) !== undefined;
}

/** `workspace.file_exists`. */
export function fileExists(call: HostCall): Value {
  return look(call, 'exists', 'workspace.file_exists', (path) => {
    const found = workspaceOf(call.world).stat(path)?.kind === 'file' && !isHidden(call, path);
    return { value: found, text: found ? '' : ': no such file', fields: [['found', found]] };
  });
}

/** `workspace.stat`. */
export function statPath(call: HostCall): Value {
  return look(call, 'stat', 'workspace.stat', (path) => {
    const stat = workspaceOf(call.world).stat(path);
    if (stat === undefined || isHidden(call, path))
      return { value: undefined, text: ': nothing there', fields: [['found', false]] };
    const { kind, size, writtenMs } = stat;
    const fields: [string, Value][] = [
      ['kind', kind],
      ['size', size],
      ['mtime', Math.floor(EPOCH_MS + writtenMs)],
    ];
    const text = kind === 'folder' ? ' (folder)' : ` (${size} bytes)`;
    return { value: createValueMap([['path', path || '.'], ...fields]), text, fields: [['found', true], ...fields] };
  });
}

/** `workspace.list`. */
export function listFolder(call: HostCall): Value {
  return look(call, 'list', 'workspace.list', (path) => {
    const items = workspaceOf(call.world).list(path);
    const shown = items.map((item) => (item.kind === 'folder' ? `${item.path}/` : item.path));
    return { value: shown, text: ` (${shown.length} found)`, fields: [['found', shown.length]] };
  });
}

/** `workspace.glob`. */
export function globFiles(call: HostCall): Value {
  const pattern = patternArgument(call, 'workspace.glob');
  const paths = [...workspaceOf(call.world).paths()].filter(compileGlob(pattern));
  call.world.note(call.site, 'workspace.glob', `${pattern} (${paths.length} found)`, { pattern, found: paths.length });
  return paths;
}
