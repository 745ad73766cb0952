import { type Answer, type CallSite, type Dispatch, LuaRaise } from '../model/dispatch.js';
import { KnownError, showKnownError } from '../model/known-error.js';
import { loadLate } from '../model/load-late.js';
import { createValueMap, type Value, type ValueMap } from '../model/value.js';
import type { HostFunction, HostPart } from './host-function.js';
import { type HostModule, hostModules } from './host-modules.js';
import { switchPoint } from './pass-time.js';
import type { World } from './world.js';

/** The near side of the boundary: the functions by number, and what the prelude is told of them. */
export interface Host {
  readonly dispatch: Dispatch;
  /** For the VM's `settings`: numbers by name, and the functions of each plain binding. */
  readonly preludeSettings: ValueMap;
}

/** A host function's place, before its file is loaded. */
interface Place {
  readonly name: string;
  readonly module: HostModule;
}

/** `currentWorld` gives the world of the moment: the one that the running scenario may touch. */
export function createHost(currentWorld: () => World): Host {
  const places = hostModules.flatMap((module) => namesOf(module).map((name): Place => ({ name, module })));
  const functions: HostFunction[] = [];
  return {
    preludeSettings: createValueMap([
      ['ops', createValueMap(places.map(({ name }, op) => [name, op]))],
      ['bindings', showPlainBindings()],
      ['null', null],
    ]),
    dispatch: (op, args, site) => {
      const run = functions[op] ?? loadFunction(places[op]);
      functions[op] = run;
      return callFunction(run, { world: currentWorld(), args, site });
    },
  };
}

function namesOf({ use = [], control = [], internal = [] }: HostModule): readonly string[] {
  return [...internal, ...use, ...control];
}

const byName = new Map<string, HostFunction>();

/** The host function of that name, loaded. */
export function findFunction(name: string): HostFunction {
  const module = hostModules.find((each) => namesOf(each).includes(name));
  const run = byName.get(name) ?? loadFunction(module && { name, module });
  byName.set(name, run);
  return run;
}

function loadFunction(place: Place | undefined): HostFunction {
  if (place === undefined) throw new Error('the prelude called a host function that does not exist');
  const { name, module } = place;
  // A test holds all files against what is said of them.
  const part = (loadLate(module.file, import.meta.url) as Readonly<Record<string, HostPart>>)[module.exported];
  const run = part?.internal?.[name] ?? part?.functions?.find((fn) => fn.name === name)?.run;
  if (run === undefined) throw new Error(`${module.file} has no host function ${name}`);
  if (part?.shared?.includes(name) !== true) return run;
  return (call) => switchPoint(call, () => run(call));
}

function callFunction(run: HostFunction, call: { world: World; args: readonly Value[]; site: CallSite }): Answer {
  return answerBy(() => run(call));
}

/** The answer of a function that may throw a KnownError, now or when it goes on: scripts see it as an error of Lua's. */
function answerBy(give: () => Answer): Answer {
  try {
    const answer = give();
    if (answer.kind !== 'call') return answer;
    return { ...answer, resume: (results) => answerBy(() => answer.resume(results)) };
  } catch (error) {
    if (error instanceof KnownError) throw new LuaRaise(showKnownError(error));
    throw error;
  }
}

/** The bindings whose functions are there as they are: `git.log` is the function `log` of `git`. */
function showPlainBindings(): ValueMap[] {
  const bindings = new Map<string, ValueMap[]>();
  for (const { use = [], control = [] } of hostModules) {
    for (const op of [...use, ...control]) {
      const binding = op.slice(0, op.indexOf('.'));
      const shown = createValueMap([
        ['name', op.slice(binding.length + 1)],
        ['op', op],
        ['half', use.includes(op) ? 'use' : 'control'],
      ]);
      bindings.set(binding, [...(bindings.get(binding) ?? []), shown]);
    }
  }
  return [...bindings].map(([name, functions]) =>
    createValueMap([
      ['name', name],
      ['functions', functions],
    ]),
  );
}
