import type { Effect } from '../mock/effect-ledger.js';
import { Fields } from '../mock/fields.js';
import { showAddress } from '../model/address.js';
import { fieldNames } from '../model/binding.js';
import { LuaRaise } from '../model/dispatch.js';
import { didYouMean } from '../model/suggest.js';
import { createValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import type { HostCall } from './host-function.js';
import { refuseIn } from './refuse-in.js';
import { mapOf } from './workspace-deeds.js';
import { readGlobs } from './workspace-moments.js';
import { EFFECT_FILTER, EFFECT_KINDS } from './workspace-types.js';
import type { World } from './world.js';

/** All effects of a world, in order. Throws a LuaRaise where not all were kept. */
export function allEffects({ workspace }: World, name: string): Effect[] {
  const { ledger } = workspace;
  if (ledger === undefined) return [];
  if (ledger.count === ledger.keptCount) return ledger.list();
  const counts = `${ledger.keptCount} of this scenario's ${ledger.count} reads and changes of files`;
  throw new LuaRaise(`${name}: the ledger keeps ${counts}: too few to tell`);
}

/** Which effects a filter of the user's keeps. */
export function readEffectFilter(value: Value, name: string): (effect: Effect) => boolean {
  const fields = new Fields(value ?? createValueMap(), [], refuseIn(name));
  fields.only(fieldNames(EFFECT_FILTER));
  const kinds = fields.texts('kind')?.map((kind) => checkKind(kind, fields));
  const paths = fields.texts('path');
  const isMeant = readGlobs(paths, name);
  const [by, failed] = [fields.text('by'), fields.flag('failed')];
  const task = toNumber(fields.get('task'))?.toString() ?? fields.text('task');
  return (effect) =>
    (kinds === undefined || kinds.includes(effect.kind)) &&
    (paths === undefined || isMeant(effect.path) || (effect.to !== undefined && isMeant(effect.to))) &&
    (by === undefined || effect.by === by) &&
    (task === undefined || effect.task === task) &&
    (failed === undefined || (effect.error !== undefined) === failed);
}

function checkKind(kind: string, fields: Fields): string {
  if (EFFECT_KINDS.some((known) => known === kind)) return kind;
  return fields.refuse(
    'kind',
    `there is no kind ${kind}${didYouMean(kind, EFFECT_KINDS)} (known: ${EFFECT_KINDS.join(', ')})`,
  );
}

/** `workspace.effects`. */
export function listEffects({ world, args }: HostCall): Value {
  const isMeant = readEffectFilter(args[0], 'workspace.effects');
  return allEffects(world, 'workspace.effects').filter(isMeant).map(showEffect);
}

export function showEffect({ atMs, place, ...effect }: Effect): ValueMap {
  return mapOf([...Object.entries(effect), ['at', atMs], ['place', place && showAddress(place)]]);
}
