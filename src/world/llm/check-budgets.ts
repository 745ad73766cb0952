import type { ModelFault, NoAnswer } from '../../mock/llm/outcome.js';
import { type Budget, covers, findExcess, findUsedUp, nameBudget } from './budget.js';
import { enterCall, failCall, type ModelCall } from './call.js';
import { describeRequest } from './describe.js';

/** Fails the scenario where what was spent by now, with this call, is more than a budget allows. */
export function checkBudgets(call: ModelCall): NoAnswer | undefined {
  const { llm } = call.world;
  for (const budget of llm.budgets) {
    if (budget.isGateway || !covers(budget, call.request)) continue;
    const excess = findExcess(budget, llm.accounts.of(budget));
    if (excess !== undefined) return failCall(call, describeExcess(call, budget, excess));
  }
  return undefined;
}

function describeExcess({ request }: ModelCall, budget: Budget, excess: string) {
  return {
    check: 'budget',
    message: `this call of the model is over the budget of ${nameBudget(budget)}: ${excess}`,
    notes: [describeRequest(request)],
  } as const;
}

/** What keeps a call from being made: a gateway whose budget is used up, or a number of calls that has been made. */
export function refuseByBudget(call: ModelCall): NoAnswer | undefined {
  const { llm } = call.world;
  for (const budget of llm.budgets) {
    if (!covers(budget, call.request)) continue;
    const spent = llm.accounts.of(budget);
    const usedUp = findUsedUp(budget, spent);
    if (budget.isGateway && usedUp !== undefined) return refuse(call, budget, usedUp);
    if (budget.maxCalls === undefined || spent.calls < budget.maxCalls) continue;
    enterCall(call, 'over budget');
    return failCall(call, describeExcess(call, budget, `${spent.calls + 1} of ${budget.maxCalls} calls`));
  }
  return undefined;
}

function refuse(call: ModelCall, budget: Budget, usedUp: string): NoAnswer {
  enterCall(call, 'over budget');
  const message = `the budget of ${nameBudget(budget)} is used up: ${usedUp}`;
  const fault: ModelFault = { kind: 'budget_exceeded', status: 429, message };
  return { kind: 'fault', fault };
}
