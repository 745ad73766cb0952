import { toLuaFloat } from '../mock/llm/show-request.js';
import { describeShape } from '../model/binding.js';
import { answerValue } from '../model/dispatch.js';
import type { ValueMap } from '../model/value.js';
import { type Binding, type HostCall, textArgument } from './host-function.js';
import { covers, remainingOf } from './llm/budget.js';
import { toCents } from './llm/money.js';

const UNLIMITED = Number.POSITIVE_INFINITY;

/** What is left of all budgets that count the calls of an agent, or of anyone: the least of each kind. */
function findRemaining(call: HostCall): ValueMap {
  const { llm } = call.world;
  const agent = call.args[0] === undefined ? {} : { agent: textArgument(call, 0, 'budget.remaining') };
  const budgets = llm.budgets.filter((budget) => covers(budget, agent));
  const left = budgets.map((budget) => remainingOf(budget, llm.accounts.of(budget)));
  const cents = left.map(({ money }) => (money === undefined ? UNLIMITED : toCents(money)));
  return {
    cost_cents: toLuaFloat(Math.min(UNLIMITED, ...cents)),
    tokens: Math.min(UNLIMITED, ...left.map(({ tokens = UNLIMITED }) => tokens)),
    calls: Math.min(UNLIMITED, ...left.map(({ calls = UNLIMITED }) => calls)),
  };
}

/** `budget`: what an agent may still spend, as it can see it itself. */
export const budgetBinding: Binding = {
  name: 'budget',
  shared: ['budget.remaining'],
  summary: 'What may still be spent on the model. The scenario sets it with llm.budget.',
  types: [
    describeShape('BudgetLeft', 'What is left; math.huge of what no budget limits.', [
      ['cost_cents', 'number', 'Cents.'],
      ['tokens', 'number', 'Tokens, of input and output.'],
      ['calls', 'number', 'Calls.'],
    ]),
  ],
  functions: [
    {
      name: 'budget.remaining',
      signature: '(agent?: string) -> BudgetLeft',
      summary: 'What is left for anyone, or for an agent of that name. Nothing is below 0.',
      example: 'if budget.remaining().cost_cents < 1 then … end',
      half: 'use',
      run: (call) => answerValue(findRemaining(call)),
    },
  ],
};
