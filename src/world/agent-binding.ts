import { answerValue, LuaRaise } from '../model/dispatch.js';
import { toNumber, type Value } from '../model/value.js';
import { AGENT_TYPES } from './agent-types.js';
import { type Binding, luaTypeName } from './host-function.js';
import type { World } from './world.js';

/** A name as text; a behavior may have put anything in its place. */
function showName(name: Value): string {
  if (typeof name === 'string') return name;
  return toNumber(name)?.toString() ?? `a ${luaTypeName(name)}`;
}

/** Tasks of agents that run in turns need not end in the order in which they began. */
function closeTask(world: World, agent: string, task: string): void {
  const last = world.openTasks.findLastIndex((open) => open.agent === agent && open.task === task);
  world.openTasks = world.openTasks.filter((_, i) => i !== last);
}

/** `Agent`: runs tasks by a behavior script. The loop is in the prelude; this side names tasks and keeps the trace. */
export const agentBinding: Binding = {
  name: 'Agent',
  summary:
    'An agent whose behavior is a script in agents/behaviors/. The script defines build_task_prompt(task, rule_result, ' +
    'specialization), which gives a prompt; it may define choose_model(task), which gives a model or level.',
  types: AGENT_TYPES,
  functions: [
    {
      name: 'Agent.new',
      signature: '(behavior: string, options?: AgentOptions) -> Agent',
      summary: 'An agent with the behavior script of that name.',
      example: 'local agent = Agent.new("cost_optimizer")',
      half: 'control',
    },
    {
      name: 'agent:execute',
      signature: '(task: AgentTask) -> AgentResult',
      summary: 'Builds the prompt by the behavior, calls the model, and accounts for what it cost.',
      example: 'local result = agent:execute{ description = "Generate a login form", max_cost_cents = 50 }',
      half: 'control',
    },
  ],
  internal: {
    'agent.new': ({ world, args }) => {
      world.meet({ agent: String(args[0]) });
      return answerValue();
    },
    'agent.begin': (call) => {
      const { world, args, site } = call;
      world.taskCount += 1;
      const id = args[1] ?? `task-${world.taskCount}`;
      if (typeof id !== 'string' && toNumber(id) === undefined) {
        throw new LuaRaise(`agent:execute: task.id: a text or a number is expected, got ${luaTypeName(id)}`);
      }
      world.meet({ agent: String(args[0]), task: String(id) });
      const about = typeof args[2] === 'string' ? `: ${args[2]}` : '';
      const work = { agent: showName(args[0]), task: showName(id), parent: world.openTasks.at(-1) };
      world.openTasks = [...world.openTasks, work];
      world.note(site, 'agent.task', `${showName(args[0])} begins ${showName(id)}${about}`, {
        agent: args[0],
        task: id,
      });
      return answerValue(id);
    },
    'agent.finish': (call) => {
      const [agent, task, success, cost] = call.args;
      const end = success === true ? 'done' : 'not done';
      const text = `${showName(agent)}: ${showName(task)} ${end} for ${toNumber(cost) ?? 0} ¢`;
      call.world.note(call.site, 'agent.result', text, { agent, task, success });
      closeTask(call.world, showName(agent), showName(task));
      return answerValue();
    },
  },
};
