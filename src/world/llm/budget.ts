import type { LlmRequest } from '../../mock/llm-request.js';
import { keyOf, type Spender, type Spent } from './accounts.js';
import { toCents } from './money.js';

/** What calls may come to: those of an agent, of a task, or of the whole scenario. */
export interface Budget extends Spender {
  /** In units of `money.ts`. */
  readonly maxMoney?: bigint;
  readonly maxTokens?: number;
  readonly maxCalls?: number;
  /** Whether calls are refused once it is spent, as a gateway does, in place of failing the scenario. */
  readonly isGateway: boolean;
}

/** What of a budget is left; what it does not limit is left out. Nothing is below 0. */
export interface Remaining {
  readonly money?: bigint;
  readonly tokens?: number;
  readonly calls?: number;
}

/** Budgets with one more; it takes the place of an earlier one for the same. */
export function putBudget(budgets: readonly Budget[], budget: Budget): Budget[] {
  return [...budgets.filter((each) => keyOf(each) !== keyOf(budget)), budget];
}

/** Whether a call counts towards a budget. */
export function covers({ agent, task }: Budget, request: Pick<LlmRequest, 'agent' | 'task'>): boolean {
  return (agent === undefined || agent === request.agent) && (task === undefined || task === request.task);
}

/** What a budget is for, as a subject. */
export function nameBudget({ agent, task }: Budget): string {
  const parts = [agent === undefined ? [] : `the agent ${agent}`, task === undefined ? [] : `the task ${task}`].flat();
  return parts.length === 0 ? 'the scenario' : parts.join(', ');
}

/** How calls have gone past a budget; undefined where they have not. */
export function findExcess({ maxMoney, maxTokens, maxCalls }: Budget, spent: Spent): string | undefined {
  const tokens = spent.input + spent.output;
  if (maxMoney !== undefined && spent.money > maxMoney) return `${toCents(spent.money)} ¢ of ${toCents(maxMoney)} ¢`;
  if (maxTokens !== undefined && tokens > maxTokens) return `${tokens} of ${maxTokens} tokens`;
  if (maxCalls !== undefined && spent.calls > maxCalls) return `${spent.calls} of ${maxCalls} calls`;
  return undefined;
}

/** What of a budget is used up, so that no further call can be within it; undefined where something of all is left. */
export function findUsedUp(budget: Budget, spent: Spent): string | undefined {
  const { money, tokens, calls } = remainingOf(budget, spent);
  if (money === 0n) return `${toCents(spent.money)} ¢ of ${toCents(budget.maxMoney ?? 0n)} ¢`;
  if (tokens === 0) return `${spent.input + spent.output} of ${budget.maxTokens} tokens`;
  return calls === 0 ? `${spent.calls} of ${budget.maxCalls} calls` : undefined;
}

export function remainingOf({ maxMoney, maxTokens, maxCalls }: Budget, spent: Spent): Remaining {
  return {
    ...(maxMoney !== undefined && { money: maxMoney > spent.money ? maxMoney - spent.money : 0n }),
    ...(maxTokens !== undefined && { tokens: Math.max(0, maxTokens - spent.input - spent.output) }),
    ...(maxCalls !== undefined && { calls: Math.max(0, maxCalls - spent.calls) }),
  };
}
