import type { AgentData, AgentOptions, AgentTask } from '../../model/agent.js';
import type { AgentToolSpec } from '../../model/agent-model.js';
import type { Answer } from '../../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type Value } from '../../model/value.js';
import type { HostCall, HostPart } from '../host-function.js';
import { listAgentFunctions } from './agent-functions.js';
import { AgentRun } from './agent-run.js';
import { toAgentData } from './plain-data.js';
import { numberOf } from './task-functions.js';

/** What the prelude tells of a task for an agent that is no Lua. */
interface Order {
  readonly run: AgentRun;
  readonly kind: Value;
  readonly task: Value;
  readonly options: Value;
  readonly tools: Value;
}

/**
 * `number, agent, kind, task, options, tools, handler`: has an agent that is no Lua work on a task, and gives
 * `text, success, error, data` of its answer.
 */
async function runAgent({ world, args, site }: HostCall): Promise<Answer> {
  const [number, agent, kind, task, options, tools, handler] = args;
  const parts = {
    world,
    functions: listAgentFunctions(),
    at: site.address(),
    task: world.agents.get(numberOf(number)),
  };
  const maxTurns = (isValueMap(options) ? toNumber(options.max_turns) : undefined) ?? Number.POSITIVE_INFINITY;
  const run = new AgentRun({ ...parts, agent: numberOf(agent), handler: numberOf(handler), maxTurns });
  await start({ run, kind, task, options, tools });
  return await run.begin();
}

/** What the prelude calls for agents that are no Lua; loaded with the first task of one. */
export const runFunctions: HostPart = {
  internal: { 'agent.run': (call) => ({ kind: 'wait', answer: runAgent(call) }) },
};

async function start(order: Order): Promise<void> {
  const { run } = order;
  const { settings, mocks } = run.world.base;
  const { agent: name } = run.task;
  const setting = settings.agents[name];
  if (order.kind === 'module' && typeof setting === 'string') {
    const { loadNativeAgent, startNative } = await import('./native-agent.js');
    startNative({ ...readOrder(order), agent: await loadNativeAgent(run.world.base, name, setting) });
  } else if (order.kind === 'command' && typeof setting === 'object') {
    const { CommandTask } = await import('./command-agent.js');
    const { task, options, tools } = readOrder(order);
    new CommandTask({ run, setting, opening: { task, options: { ...options }, tools: tools.map(showTool) } });
  } else {
    const { startCanned } = await import('./canned-agent.js');
    const task = isValueMap(order.task) ? order.task : createValueMap();
    startCanned({ run, entries: mocks.agents[name] ?? [], task });
  }
}

/** What crosses as tables is what the agent is typed to get: the prelude has made it so. */
function readOrder({ run, task, options, tools }: Order) {
  return {
    run,
    task: toAgentData(task) as unknown as AgentTask,
    options: toAgentData(options) as unknown as AgentOptions,
    tools: (Array.isArray(tools) ? tools.map(toAgentData) : []) as unknown as readonly AgentToolSpec[],
  };
}

const showTool = ({ name, description, parameters }: AgentToolSpec): AgentData => ({ name, description, parameters });
