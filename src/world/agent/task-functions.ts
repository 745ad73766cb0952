import { showTokens, toLuaFloat } from '../../mock/llm/show-request.js';
import { type Answer, answerValue, LuaRaise } from '../../model/dispatch.js';
import { createValueMap, toNumber, type Value } from '../../model/value.js';
import { type HostCall, type HostFunction, luaTypeName } from '../host-function.js';
import { toCents } from '../llm/money.js';
import type { OpenTask } from './agent-tasks.js';
import { findOverspent } from './budget.js';

/** A number that the prelude hands back. */
export function numberOf(value: Value): number {
  const number = toNumber(value);
  if (number === undefined) throw new Error('the prelude gave no number');
  return number;
}

const taskOf = ({ world, args }: HostCall): OpenTask => world.agents.get(numberOf(args[0]));

/** `agent, kind, id, description, max_cost_cents, parent`: gives the task's id, and its number. */
function begin({ world, args, site }: HostCall): Answer {
  const [agent, kind, id, description, budget, parent] = args;
  const named = typeof id === 'string' ? id : toNumber(id);
  if (id !== undefined && named === undefined) {
    throw new LuaRaise(`agent:execute: task.id: a text or a number is expected, got ${luaTypeName(id)}`);
  }
  const task = world.agents.begin({
    agent: String(agent),
    maxCostCents: toNumber(budget),
    ...(named !== undefined && { id: named }),
    ...(parent !== undefined && { parent: world.agents.get(numberOf(parent)) }),
  });
  const about = typeof description === 'string' ? `: ${description}` : '';
  const data = createValueMap(Object.entries({ agent, task: task.id, kind }));
  world.note(site, 'agent.task', `${task.agent} begins ${task.id}${about}`, data);
  return answerValue(id ?? task.id, task.number);
}

/** `number, success, error`: ends a task. */
function finish(call: HostCall): Answer {
  const { world, site, args } = call;
  const task = taskOf(call);
  const [, success, error] = args;
  const { agent, id } = task;
  const cost = toCents(task.spent.money);
  const why = success === true || typeof error !== 'string' ? '' : `: ${error.split('\n', 1)[0]}`;
  const text = `${agent}: ${id} ${success === true ? 'done' : 'not done'} for ${cost} ¢${why}`;
  const data = createValueMap(Object.entries({ agent, task: id, success: success === true }));
  data.cost_cents = toLuaFloat(cost);
  if (success !== true && typeof error === 'string') data.error = error;
  world.note(site, 'agent.result', text, data);
  world.agents.end(task);
  return answerValue();
}

/** `number`: what a task has cost, `cost_cents, tokens, model, calls`; and why that is too much, where it is. */
function showSpent(call: HostCall): Answer {
  const task = taskOf(call);
  const { spent } = task;
  return answerValue(
    toLuaFloat(toCents(spent.money)),
    showTokens(spent),
    spent.model,
    spent.calls,
    findOverspent(task),
  );
}

/** `number, to, chain`: notes that a task is handed over. */
function handOver(call: HostCall): Answer {
  const { agent, id } = taskOf(call);
  const [, to, chain] = call.args;
  const data = createValueMap(Object.entries({ agent, task: id, to }));
  call.world.note(call.site, 'agent.hand_over', `${agent} hands ${id} over to ${String(to)} (${String(chain)})`, data);
  return answerValue();
}

/** What the prelude asks of tasks. */
export const taskFunctions: Readonly<Record<string, HostFunction>> = {
  'agent.begin': begin,
  'agent.finish': finish,
  'agent.spent': showSpent,
  'agent.hand_over': handOver,
};
