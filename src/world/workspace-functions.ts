import type { Effect } from '../mock/effect-ledger.js';
import { showDiff } from '../mock/workspace-diff.js';
import { showAddress } from '../model/address.js';
import { answerValue } from '../model/dispatch.js';
import { suggestName } from '../model/suggest.js';
import { toTextOrBytes } from '../model/text-or-bytes.js';
import { createValueMap, isValueMap, type Value } from '../model/value.js';
import { type HostCall, type HostPart, textArgument } from './host-function.js';
import { failOnMisuse } from './misuse.js';
import { pathArgument, workspaceOf } from './workspace-access.js';
import { allEffects, readEffectFilter } from './workspace-effects.js';
import { changesOf, readGlobs, showChanges, tryReading } from './workspace-moments.js';

/** Paths beyond which no nearest one is looked for. */
const MAX_NEAR = 2000;

/** The name under which the user knows the check that asks. */
const nameOf = (call: HostCall, index: number) => `assert.workspace.${textArgument(call, index, 'assert.workspace')}`;

function findFile(call: HostCall): Value {
  const name = nameOf(call, 1);
  const path = pathArgument(call, name);
  const workspace = workspaceOf(call.world);
  const content = workspace.files.get(path) && tryReading(name, () => workspace.read(path));
  const isFew = workspace.files.size <= MAX_NEAR;
  return createValueMap([
    ['path', path],
    ['content', content && toTextOrBytes(content)],
    ['near', content === undefined && isFew ? suggestName(path, [...workspace.paths()]) : undefined],
    ['changed', content === undefined ? workspace.changes().map((change) => change.path) : []],
  ]);
}

/** Changes of all that globs match, or of all that they do not; and how many there are in all. */
function findChanges(call: HostCall) {
  const [globs, since, isOutside] = call.args;
  const name = nameOf(call, 3);
  const isMeant = readGlobs(globs, name);
  const all = changesOf(call.world, undefined, { since, name });
  return { name, changes: all.filter(({ path }) => isMeant(path) !== (isOutside === true)), count: all.length };
}

function listChanged(call: HostCall) {
  const { changes, count } = findChanges(call);
  return answerValue(showChanges(changes), count);
}

/** The diff of the same changes. */
function diffChanged(call: HostCall) {
  const { changes, name } = findChanges(call);
  return answerValue(tryReading(name, () => showDiff(changes)));
}

/** By path, what changed files hold; false for one that is gone. */
function readChanged(call: HostCall): Value {
  const name = nameOf(call, 1);
  const changes = changesOf(call.world, undefined, { since: call.args[0], name });
  const read = () => changes.map(({ path, after }) => [path, after ? toTextOrBytes(after.bytes()) : false] as const);
  return createValueMap(tryReading(name, read));
}

const USES: Readonly<Record<string, (effect: Effect, isMeant: (path: string) => boolean) => boolean>> = {
  read: ({ kind, path }, isMeant) => kind === 'read' && isMeant(path),
  written: ({ kind, path, to }, isMeant) =>
    ((kind === 'write' || kind === 'append') && isMeant(path)) || (to !== undefined && isMeant(to)),
};

/** Effects by which files that globs match were used in a way, and paths of all files that were; each as a line. */
function showUses(call: HostCall) {
  const [, globs, options] = call.args;
  const way = textArgument(call, 0, 'assert.workspace');
  const name = nameOf(call, 3);
  const isMeant = readGlobs(globs, name);
  const filter = createValueMap([...Object.entries(isValueMap(options) ? options : {}), ['failed', false]]);
  const done = allEffects(call.world, name).filter(readEffectFilter(filter, name));
  const isUse = USES[way] ?? (() => false);
  const uses = done.filter((effect) => isUse(effect, isMeant));
  const others = done.filter((effect) => isUse(effect, () => true));
  return answerValue(uses.map(showUse), [...new Set(others.map(({ path, to }) => to ?? path))]);
}

function showUse({ call, path, to, by, place }: Effect): string {
  const where = place === undefined ? '' : ` (${showAddress(place)})`;
  return `${call} ${path}${to === undefined ? '' : ` → ${to}`}${by === undefined ? '' : ` by ${by}`}${where}`;
}

/** What checks of the workspace ask of the host. */
export const workspaceFunctions: HostPart = {
  internal: failOnMisuse({
    'workspace.find': (call) => answerValue(findFile(call)),
    'workspace.changed': listChanged,
    'workspace.changed_diff': diffChanged,
    'workspace.contents': (call) => answerValue(readChanged(call)),
    'workspace.uses': showUses,
  }),
};
