/** The native twin of resource_scheduling.lua: which agent takes which task. */
import { isTable } from './_lua_numbers.ts';

interface Task {
  readonly id: string;
  readonly skill: string;
  readonly hours: number | bigint;
  readonly priority: number | bigint;
}

interface Agent {
  readonly name: string;
  readonly skills: readonly unknown[];
  readonly hours: number | bigint;
}

export default function schedule(plan: unknown) {
  const { tasks, agents } = isTable(plan) ? plan : {};
  if (!isListOf(tasks, isTask) || !isListOf(agents, isAgent))
    return { decision: 'escalated', confidence: 1, reasoning: 'Tasks and agents are not complete' };
  const left = agents.map(({ hours }) => Number(hours));
  const taken: { readonly task: string; readonly agent: string }[] = [];
  const open: string[] = [];
  for (const task of tasks.toSorted((a, b) => Number(b.priority) - Number(a.priority))) {
    const agent = findAgent(agents, left, task);
    if (agent === undefined) open.push(task.id);
    else {
      left[agent] = (left[agent] ?? 0) - Number(task.hours);
      taken.push({ task: task.id, agent: agents[agent]?.name ?? '' });
    }
  }
  return { ...decide(taken.length, open.length), taken, open };
}

function decide(takenCount: number, openCount: number) {
  if (takenCount === 0) return { decision: 'escalated', confidence: 0.9, reasoning: 'No task can be done' };
  if (openCount === 0) return { decision: 'autonomous', confidence: 0.9, reasoning: 'Each task has an agent' };
  const reasoning = `${openCount} of ${takenCount + openCount} tasks are open`;
  return { decision: 'collaborative', confidence: 0.8, reasoning };
}

/** The agent with the skill that has most hours left, if they are enough; the first of several. */
function findAgent(agents: readonly Agent[], left: readonly number[], task: Task): number | undefined {
  let best: number | undefined;
  for (const [i, { skills }] of agents.entries()) {
    const hours = left[i] ?? 0;
    if (hours >= task.hours && skills.includes(task.skill) && (best === undefined || hours > (left[best] ?? 0)))
      best = i;
  }
  return best;
}

function isListOf<T>(list: unknown, check: (item: unknown) => item is T): list is readonly T[] {
  return Array.isArray(list) && list.length > 0 && list.every(check);
}

function isTask(task: unknown): task is Task {
  return (
    isTable(task) &&
    typeof task.id === 'string' &&
    typeof task.skill === 'string' &&
    isCount(task.hours) &&
    isCount(task.priority)
  );
}

function isAgent(agent: unknown): agent is Agent {
  return isTable(agent) && typeof agent.name === 'string' && Array.isArray(agent.skills) && isCount(agent.hours);
}

/** Integers of Lua's beyond 2^53 come as bigint. */
function isCount(value: unknown): value is number | bigint {
  return (typeof value === 'number' || typeof value === 'bigint') && value > 0 && value < Number.POSITIVE_INFINITY;
}
