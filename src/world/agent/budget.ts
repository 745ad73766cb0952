import { createValueMap, type ValueMap } from '../../model/value.js';
import { chainOf, type OpenTask } from './agent-tasks.js';

/** The tightest budget of a task and those around it, as agents see it; undefined where none has one. */
export function showBudget(task: OpenTask): ValueMap | undefined {
  const budgets = [...chainOf(task)].flatMap(({ maxCostCents: most, spent: { costCents: spent } }) =>
    most === undefined ? [] : [{ most, spent, left: Math.max(0, Math.round((most - spent) * 1e6) / 1e6) }],
  );
  const [first, ...rest] = budgets;
  if (first === undefined) return undefined;
  const { most, spent, left } = rest.reduce((best, each) => (each.left < best.left ? each : best), first);
  return createValueMap([
    ['max_cost_cents', most],
    ['spent_cents', spent],
    ['left_cents', left],
  ]);
}

/** Why a task is over its budget, or one around it is; undefined where all keep theirs. A budget that is no number is kept by no cost. */
export function findOverspent(task: OpenTask): string | undefined {
  for (const { maxCostCents: most, spent } of chainOf(task)) {
    if (most !== undefined && !(spent.costCents <= most)) {
      return `cost ${spent.costCents} cents, over the task's budget of ${most}`;
    }
  }
  return undefined;
}
