import { type Answer, type CallSite, type Dispatch, LuaRaise } from '../model/dispatch.js';
import { KnownError, showKnownError } from '../model/known-error.js';
import { createValueMap, type Value, type ValueMap } from '../model/value.js';
import { agentBinding } from './agent-binding.js';
import { breakpointBinding } from './breakpoint-binding.js';
import { budgetBinding } from './budget-binding.js';
import { checkBinding } from './check-binding.js';
import { clockBinding } from './clock-binding.js';
import { gitBinding } from './git-binding.js';
import type { Binding, HostCall, HostFunction } from './host-function.js';
import { journalBinding } from './journal-binding.js';
import { jsonBinding } from './json-binding.js';
import { llmBinding } from './llm-binding.js';
import { switchPoint } from './pass-time.js';
import { randomBinding } from './random-binding.js';
import { scriptBinding } from './script-binding.js';
import { workspaceBinding } from './workspace-binding.js';
import type { World } from './world.js';

/** To add a binding: one file that exports it, and its name here. */
export const bindings: readonly Binding[] = [
  agentBinding,
  llmBinding,
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
  for (const binding of bindings) {
    for (const [name, run] of listFunctions(binding)) {
      ops[name] = functions.length;
      functions.push(run);
    }
  }
  ops['agent.run'] = functions.length;
  functions.push((call) => ({ kind: 'wait', answer: runAgentLater(call) }));
  return {
    preludeSettings: createValueMap([
      ['ops', ops],
      ['bindings', bindings.flatMap(showPlainBinding)],
      ['null', null],
    ]),
    dispatch: (op, args, site) => callFunction(functions[op], { world: currentWorld(), args, site }),
  };
}

/** Loaded when the first agent that is no Lua is given a task. */
async function runAgentLater(call: HostCall): Promise<Answer> {
  const { runAgent } = await import('./agent/run-agent.js');
  return await runAgent(call, bindings);
}

/** The host functions of a binding by name. The prelude may make one that is described over an internal one of its name. */
function listFunctions({ functions, internal = {}, isShared }: Binding): [string, HostFunction][] {
  const own = functions.flatMap(({ name, run }): [string, HostFunction][] => (run === undefined ? [] : [[name, run]]));
  const all = [...Object.entries(internal), ...own];
  if (isShared !== true) return all;
  const used = new Set(functions.filter(({ half }) => half === 'use').map(({ name }) => name));
  return all.map(([name, run]) => [name, used.has(name) ? (call) => switchPoint(call, () => run(call)) : run]);
}

function callFunction(
  run: HostFunction | undefined,
  call: { world: World; args: readonly Value[]; site: CallSite },
): Answer {
  if (run === undefined) throw new Error('the prelude called a host function that does not exist');
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
