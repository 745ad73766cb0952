import type { Remaining } from '../llm/budget.js';
import { readCents, toCents } from '../llm/money.js';
import { chainOf, type OpenTask } from './agent-tasks.js';

/** What is left of the budgets of a task and of those around it. */
export function remainingIn(task: OpenTask | undefined): Remaining[] {
  return [...chainOf(task)].flatMap(({ maxCostCents, spent: { money } }) => {
    if (maxCostCents === undefined) return [];
    const most = readCents(maxCostCents);
    return [{ money: most > money ? most - money : 0n }];
  });
}

/** Why a task is over its budget, or one around it is; undefined where all keep theirs. No cost keeps one that is no number. */
export function findOverspent(task: OpenTask): string | undefined {
  for (const { maxCostCents: most, spent } of chainOf(task)) {
    const cost = toCents(spent.money);
    if (most !== undefined && !(cost <= most)) return `cost ${cost} cents, over the task's budget of ${most}`;
  }
  return undefined;
}
