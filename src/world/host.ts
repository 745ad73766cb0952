import { type Answer, type CallSite, type Dispatch, LuaRaise } from '../model/dispatch.js';
import { KnownError, showKnownError } from '../model/known-error.js';
import { createValueMap, type Value, type ValueMap } from '../model/value.js';
import { agentBinding } from './agent-binding.js';
import { breakpointBinding } from './breakpoint-binding.js';
import { budgetBinding } from './budget-binding.js';
import { checkBinding } from './check-binding.js';
import { clockBinding } from './clock-binding.js';
import { gitBinding } from './git-binding.js';
import type { Binding, HostFunction } from './host-function.js';
import { httpBinding } from './http-binding.js';
import { journalBinding } from './journal-binding.js';
import { jsonBinding } from './json-binding.js';
import { llmBinding } from './llm-binding.js';
import { randomBinding } from './random-binding.js';
import { scriptBinding } from './script-binding.js';
import { workspaceBinding } from './workspace-binding.js';
import type { World } from './world.js';

/** To add a binding: one file that exports it, and its name here. */
export const bindings: readonly Binding[] = [
  agentBinding,
  llmBinding,
  httpBinding,
  budgetBinding,
  workspaceBinding,
  gitBinding,
  jsonBinding,
  journalBinding,
  clockBinding,
  randomBinding,
  scriptBinding,
  checkBinding,
  breakpointBinding,
];

/** The near side of the boundary: the functions by number, and what the prelude is told of them. */
export interface Host {
  readonly dispatch: Dispatch;
  /** For the VM's `settings`: numbers by name, and the functions of each plain binding. */
  readonly preludeSettings: ValueMap;
}

/** `currentWorld` gives the world of the moment: the one that the running scenario may touch. */
export function createHost(currentWorld: () => World): Host {
  const functions: HostFunction[] = [];
  const ops: ValueMap = createValueMap();
  const add = (name: string, run: HostFunction) => {
    ops[name] = functions.length;
    functions.push(run);
  };
  for (const binding of bindings) {
    for (const [name, run] of Object.entries(binding.internal ?? {})) add(name, run);
    for (const { name, run } of binding.functions) if (run !== undefined) add(name, run);
  }
  return {
    preludeSettings: createValueMap([
      ['ops', ops],
      ['bindings', bindings.flatMap(showPlainBinding)],
      ['null', null],
    ]),
    dispatch: (op, args, site) => callFunction(functions[op], { world: currentWorld(), args, site }),
  };
}

function callFunction(
  run: HostFunction | undefined,
  call: { world: World; args: readonly Value[]; site: CallSite },
): Answer {
  if (run === undefined) throw new Error('the prelude called a host function that does not exist');
  try {
    return run(call);
  } catch (error) {
    if (error instanceof KnownError) throw new LuaRaise(showKnownError(error));
    throw error;
  }
}

function showPlainBinding(binding: Binding): ValueMap[] {
  const plain = binding.functions.filter((fn) => fn.run !== undefined);
  if (plain.length === 0) return [];
  const functions = plain.map(({ name, half }) =>
    createValueMap([
      ['name', name.slice(binding.name.length + 1)],
      ['op', name],
      ['half', half],
    ]),
  );
  return [
    createValueMap([
      ['name', binding.name],
      ['functions', functions],
    ]),
  ];
}
