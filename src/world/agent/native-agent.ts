import { join } from 'node:path';
import type { AgentOptions, AgentTask } from '../../model/agent.js';
import type { AgentToolSpec } from '../../model/agent-model.js';
import type { AgentFactory, AgentRunner } from '../../model/agent-world.js';
import { KnownError } from '../../model/known-error.js';
import { importOnce } from '../../script/import-module.js';
import type { WorldBase } from '../world.js';
import { runAsAgent, watchAgents } from './agent-context.js';
import type { AgentRun } from './agent-run.js';
import { createNativeWorld } from './native-world.js';
import { OwnLines, showThrown } from './own-lines.js';
import { readAnswer } from './read-answer.js';
import { WorldError } from './world-error.js';

/** A module that makes agents, loaded once in this thread. */
export interface NativeAgent {
  readonly make: AgentFactory;
  /** Its module. */
  readonly file: string;
  readonly lines: OwnLines;
}

const loaded = new Map<string, Promise<NativeAgent>>();

/** Loads the module of an agent. Rejects with a KnownError where it does not load, or exports no agent. */
export async function loadNativeAgent(base: WorldBase, name: string, path: string): Promise<NativeAgent> {
  const known = loaded.get(path);
  if (known !== undefined) return await known;
  const loading = base.whileLoading?.(() => load(base, name, path)) ?? load(base, name, path);
  loaded.set(path, loading);
  return await loading;
}

async function load(base: WorldBase, name: string, path: string): Promise<NativeAgent> {
  const {
    settings: { root },
    book,
  } = base;
  const at = { file: path };
  if (!book.has(path)) {
    throw new KnownError('bad-config', `agents.${name} in the config: there is no such module in the project`, { at });
  }
  prepared ??= prepareThread(base);
  await prepared;
  const lines = new OwnLines(root);
  const exported = await importOnce(join(root, path)).catch((error: unknown) => {
    throw new KnownError('bad-source', `the agent ${name} does not load: ${showLoadError(error, lines)}`, { at });
  });
  if (typeof exported === 'function') return { make: exported as AgentFactory, file: path, lines };
  const hint = 'write `export default defineAgent((options) => async (task, world) => …)`';
  const what = exported === undefined ? 'nothing' : `${typeof exported === 'object' ? 'an' : 'a'} ${typeof exported}`;
  throw new KnownError('bad-source', `an agent is expected as its default export, got ${what}`, { at, hint });
}

let prepared: Promise<void> | undefined;

/** Before the first module is loaded: its time, its chance and its network are to be the world's. */
async function prepareThread(base: WorldBase): Promise<void> {
  const [{ followWorld }, { openAgentNetwork }] = await Promise.all([
    import('./agent-globals.js'),
    import('./agent-network.js'),
  ]);
  watchAgents();
  followWorld();
  openAgentNetwork(base);
}

/** jiti's syntax errors end in `path:line:column`. */
function showLoadError(error: unknown, lines: OwnLines): string {
  const [, message, path = '', line] =
    (error instanceof Error && /^ParseError: (.*?)\s*\n\s*(.+):(\d+):\d+\s*$/s.exec(error.message)) || [];
  if (message === undefined) return showThrown(error, lines);
  return `${lines.shorten(path) ?? path}:${line}: ${message}`;
}

export interface NativeOrder {
  readonly agent: NativeAgent;
  readonly run: AgentRun;
  readonly task: AgentTask;
  readonly options: AgentOptions;
  readonly tools: readonly AgentToolSpec[];
}

/** Begins a task; what comes of it is told to the run. */
export function startNative(order: NativeOrder): void {
  const { run, agent } = order;
  const fail = (error: unknown) => {
    const message = `agent ${run.task.agent}: ${showThrown(error, agent.lines)}`;
    run.finish({ kind: 'failed', message, failure: error instanceof WorldError ? error.failure : undefined });
  };
  const work = async () =>
    readAnswer(await runnerOf(order)(order.task, createNativeWorld({ ...order, lines: agent.lines })));
  runAsAgent({ run, fail, lines: agent.lines, file: agent.file }, () => {
    void work().then((answer) => run.finish({ kind: 'answered', answer }), fail);
  });
}

/** The agent as it was made for this `Agent.new` in this scenario. */
function runnerOf({ agent, run, options }: NativeOrder): AgentRunner {
  const { kept } = run.world.agents;
  // Nothing else is kept under an agent's number.
  const known = kept.get(run.agent) as AgentRunner | undefined;
  const runner = known ?? agent.make(options);
  if (typeof runner !== 'function') {
    throw new TypeError(
      `defineAgent: its function gave ${runner === undefined ? 'nothing' : `a ${typeof runner}`}; a function (task, world) is expected`,
    );
  }
  kept.set(run.agent, runner);
  return runner;
}
