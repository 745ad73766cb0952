import type { Effect } from '../mock/effect-ledger.js';
import { Fields } from '../mock/fields.js';
import { type FaultEffect, type WorkspaceFault, WorkspaceFaults } from '../mock/workspace-faults.js';
import { cutPath, showPath } from '../mock/workspace-path.js';
import { fieldNames } from '../model/binding.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import type { Failure } from '../model/outcome.js';
import { isValueMap, toNumber, type Value } from '../model/value.js';
import { type HostCall, type HostPart, luaTypeName } from './host-function.js';
import { refuseIn } from './refuse-in.js';
import { checkPattern } from './workspace-access.js';
import { FAULT_MATCH } from './workspace-types.js';
import type { World } from './world.js';

const NAME = 'workspace.on';

function addFault({ world, args, site }: HostCall): number {
  const [given] = args;
  const origin = world.isBody ? 'body' : 'hook';
  const match = readMatch(given);
  world.workspace.faults ??= new WorkspaceFaults();
  return world.workspace.faults.add(match, origin, site.address());
}

function readMatch(given: Value) {
  if (typeof given === 'string') return { path: checkPattern(given, NAME) };
  if (!isValueMap(given))
    throw new LuaRaise(`${NAME}: a glob is expected, or { path = …, by = … }, got ${luaTypeName(given)}`);
  const fields = new Fields(given, [], refuseIn(NAME));
  fields.only(fieldNames(FAULT_MATCH));
  const path = fields.text('path') ?? fields.refuse('path', 'a glob is expected, got nothing');
  const by = fields.text('by');
  return { path: checkPattern(path, NAME), ...(by !== undefined && { by }) };
}

/** The fault that a method was called on. Its table is the scenario's, so it may say anything. */
function faultArgument({ world, args }: HostCall) {
  const id = toNumber(args[0]) ?? -1;
  const { faults } = world.workspace;
  const fault = faults?.all[id];
  if (faults !== undefined && fault !== undefined) return { id, fault, faults };
  throw new LuaRaise(`${NAME}: this is no fault of this scenario; call its methods with a colon`);
}

function setEffect(call: HostCall): void {
  const { id, fault, faults } = faultArgument(call);
  const [, kind, value] = call.args;
  if (fault.effect !== undefined)
    throw new LuaRaise(`${NAME}(…):${String(kind)}: this fault is ${fault.effect.kind} already; make another one`);
  faults.update(id, { effect: readEffect(String(kind), value) });
}

function readEffect(kind: string, value: Value): FaultEffect {
  if (kind === 'read_only' || kind === 'missing' || kind === 'stale') return { kind };
  if (kind === 'disk_full') return { kind, room: wholeNumber(value ?? 0, 'disk_full', 0) };
  if (kind !== 'fails') throw new Error(`there is no fault ${kind}`);
  if (typeof value === 'string' && value !== '') return { kind, message: value };
  throw new LuaRaise(`${NAME}(…):fails: the text of the error is expected`);
}

function wholeNumber(value: Value, method: string, least: number): number {
  const number = toNumber(value);
  if (number !== undefined && Number.isSafeInteger(number) && number >= least) return number;
  throw new LuaRaise(
    `${NAME}(…):${method}: a whole number from ${least} up is expected, got ${number ?? luaTypeName(value)}`,
  );
}

/** What the faults of the prelude ask. */
export const faultFunctions: HostPart = {
  internal: {
    'workspace.add_fault': (call) => answerValue(addFault(call)),
    'workspace.set_fault': (call) => {
      setEffect(call);
      return answerValue();
    },
    'workspace.limit_fault': (call) => {
      const { id, faults } = faultArgument(call);
      faults.update(id, { limit: wholeNumber(call.args[1], 'times', 1) });
      return answerValue();
    },
    'workspace.optional_fault': (call) => {
      const { id, faults } = faultArgument(call);
      faults.update(id, { isOptional: true });
      return answerValue();
    },
  },
};

/** What each kind of fault spoils, for whoever wonders why it was not met. */
const SPOILS = {
  read_only: 'spoils writing, deleting and moving',
  missing: 'hides a file that is there from whoever names it',
  disk_full: 'spoils writing more than there is room for',
  stale: 'spoils reading a file that was changed',
  fails: 'spoils any call',
} as const;

const MAX_SHOWN = 5;

/** The failure of a promised fault that was not met, or not often enough. */
export function describeUnmet(world: World, fault: WorkspaceFault): Failure {
  const { match, effect, limit = 1, used, at } = fault;
  const by =
    match.by === undefined ? showPath(match.path) : `{ path = ${showPath(match.path)}, by = ${showPath(match.by)} }`;
  const shown = `workspace.on(${by})${effect === undefined ? '' : `:${effect.kind}()`}`;
  const often = used === 0 && limit === 1 ? 'was never met' : `was met ${used} of ${limit} times`;
  const why =
    effect === undefined
      ? ['it says no fault: :read_only(), :missing(), :disk_full(n), :stale() or :fails(text) is to follow']
      : [`${effect.kind} ${SPOILS[effect.kind]}`, ...describeTouched(world, fault)];
  return {
    check: 'mock',
    message: `the promised fault ${shown} ${often}`,
    ...(at !== undefined && { at }),
    notes: [...why, 'a fault scripted in a scenario is a promise; :optional() says that it may stay unmet'],
  };
}

/** What was done to the files it is for, else to any. */
function describeTouched({ workspace }: World, { matches, match }: WorkspaceFault): string[] {
  const effects = workspace.ledger?.list() ?? [];
  if (effects.length === 0) return ['no file was read or changed'];
  const isMeant = ({ path, to }: Effect) => matches(path) || (to !== undefined && matches(to));
  const meant = effects.filter(isMeant);
  const told = meant.length > 0 ? meant : effects;
  const lines = [
    ...new Set(told.map(({ call, path, by }) => `  ${call} ${path}${by === undefined ? '' : ` by ${by}`}`)),
  ];
  const what =
    meant.length > 0
      ? `what was done to files that match ${cutPath(match.path)}:`
      : `no file that matches ${cutPath(match.path)} was touched, but these were:`;
  const rest = lines.length > MAX_SHOWN ? [`  … ${lines.length - MAX_SHOWN} more`] : [];
  return [what, ...lines.slice(0, MAX_SHOWN), ...rest];
}
