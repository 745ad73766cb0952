import { toLuaFloat } from '../mock/llm/show-request.js';
import { describeShape } from '../model/binding.js';
import { answerValue } from '../model/dispatch.js';
import { createValueMap, type Value } from '../model/value.js';
import { type Binding, type HostCall, textArgument } from './host-function.js';
import { covers, type Remaining, remainingOf } from './llm/budget.js';
import { toCents } from './llm/money.js';

/** What is left of all budgets that count the calls of an agent, or of anyone: the least of each kind. */
function findRemaining(call: HostCall): Value {
  const { llm } = call.world;
  const agent = call.args[0] === undefined ? {} : { agent: textArgument(call, 0, 'budget.remaining') };
  const left = llm.budgets
    .filter((budget) => covers(budget, agent))
    .map((budget) => remainingOf(budget, llm.accounts.of(budget)));
  if (left.length === 0) return undefined;
  const money = left.reduce(takeLess, undefined);
  return createValueMap([
    ['cost_cents', money === undefined ? undefined : toLuaFloat(toCents(money))],
    ['tokens', least(left, 'tokens')],
    ['calls', least(left, 'calls')],
  ]);
}

function takeLess(less: bigint | undefined, { money }: Remaining): bigint | undefined {
  if (money === undefined || (less !== undefined && less < money)) return less;
  return money;
}

function least(left: readonly Remaining[], key: 'tokens' | 'calls'): number | undefined {
  const known = left.flatMap((remaining) => remaining[key] ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** `budget`: what an agent may still spend, as it can see it itself. */
export const budgetBinding: Binding = {
  name: 'budget',
  summary: 'What may still be spent on the model. The scenario sets it with llm.budget.',
  types: [
    describeShape('BudgetLeft', 'What is left; what no budget limits is nil.', [
      ['cost_cents?', 'number', 'Cents.'],
      ['tokens?', 'integer', 'Tokens, of input and output.'],
      ['calls?', 'integer', 'Calls.'],
    ]),
  ],
  functions: [
    {
      name: 'budget.remaining',
      signature: '(agent?: string) -> BudgetLeft?',
      summary:
        'What is left for anyone, or for an agent of that name; nil where there is no budget. Nothing is below 0.',
      example: 'if budget.remaining().cost_cents < 1 then … end',
      half: 'use',
      run: (call) => answerValue(findRemaining(call)),
    },
  ],
};
