import { AsyncLocalStorage } from 'node:async_hooks';
import type { AgentBudget, AgentResult } from '../../model/agent.js';
import type { AgentToolSpec } from '../../model/agent-model.js';
import type { AgentWorld } from '../../model/agent-world.js';
import type { AgentRun } from './agent-run.js';
import { createNativeModel } from './native-model.js';
import { createNativeTools } from './native-tools.js';
import type { OwnLines } from './own-lines.js';
import { createWorldCaller, type WorldCaller } from './world-caller.js';

export interface NativeParts {
  readonly run: AgentRun;
  readonly lines: OwnLines;
  /** Tools that the scenario offers. */
  readonly tools: readonly AgentToolSpec[];
}

/**
 * The world of one task, as a native agent sees it. What host functions give has no types on this side; `AgentWorld` says
 * what they give, so this is the door at which it is taken for that.
 */
export function createNativeWorld({ run, lines, tools }: NativeParts): AgentWorld {
  const caller = createWorldCaller(run, lines);
  const { ask, askNow } = caller;
  const first =
    <Args extends readonly unknown[], Result>(name: string) =>
    async (...args: Args) =>
      (await ask(name, ...args))[0] as Result;
  const log = (level: string) => (message: string, fields?: unknown) => void askNow(`log.${level}`, message, fields);
  return {
    agent: run.task.agent,
    signal: followSignal(run.signal),
    llm: createNativeModel(caller, run),
    tools: createNativeTools(caller, tools),
    workspace: {
      readFile: first('workspace.read_file'),
      writeFile: first('workspace.write_file'),
      append: first('workspace.append'),
      delete: first('workspace.delete'),
      move: first('workspace.move'),
      exists: first('workspace.file_exists'),
      stat: first('workspace.stat'),
      list: first('workspace.list'),
      glob: first('workspace.glob'),
      grep: first('workspace.grep'),
    },
    git: {
      log: first('git.log'),
      commits: first('git.commits'),
      diff: first('git.diff'),
      status: first('git.status'),
      show: first('git.show'),
      branch: first('git.branch'),
      blame: first('git.blame'),
    },
    // Which is answered by the mocks of this very world (`agent-network.ts`).
    fetch: (...args) => globalThis.fetch(...args),
    clock: {
      now: () => askNow('clock.now') as number,
      iso: () => askNow('clock.iso') as string,
      sleep: first('clock.sleep'),
    },
    random: createRandom(caller),
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    budget: () => askNow('budget.remaining') as unknown as AgentBudget,
    handOver: first<Parameters<AgentWorld['handOver']>, AgentResult>('agent.hand_over'),
  };
}

/** The same signal, whose listeners are called in the agent's name. */
function followSignal(signal: AbortSignal): AbortSignal {
  const own = new AbortController();
  signal.addEventListener(
    'abort',
    AsyncLocalStorage.bind(() => own.abort()),
  );
  return own.signal;
}

function createRandom({ askNow }: WorldCaller): AgentWorld['random'] {
  const integer = (low: number, high: number) => askNow('random.integer', low, high) as number;
  return {
    number: () => askNow('random.number') as number,
    integer,
    pick: (list) => (list.length === 0 ? undefined : list[integer(0, list.length - 1)]),
    shuffle(list) {
      const left = [...list];
      return list.flatMap(() => left.splice(integer(0, left.length - 1), 1));
    },
    uuid: () => askNow('random.uuid') as string,
    id: (prefix) => askNow('random.id', prefix) as string,
  };
}
