import { toLuaFloat } from '../mock/llm/show-request.js';
import { describeShape } from '../model/binding.js';
import { answerValue } from '../model/dispatch.js';
import type { ValueMap } from '../model/value.js';
import { remainingIn } from './agent/budget.js';
import { type Binding, type HostCall, textArgument } from './host-function.js';
import { covers, remainingOf } from './llm/budget.js';
import { toCents } from './llm/money.js';

const UNLIMITED = Number.POSITIVE_INFINITY;

/** An agent that is named; else the one whose task goes on, where one does. */
function whoAsks(call: HostCall): { agent?: string; task?: string } {
  if (call.args[0] !== undefined) return { agent: textArgument(call, 0, 'budget.remaining') };
  const { current } = call.world.agents;
  return current === undefined ? {} : { agent: current.agent, task: String(current.id) };
}

/** What is left of all budgets that count the calls of an agent, or of anyone: the least of each kind. */
function findRemaining(call: HostCall): ValueMap {
  const { llm, agents } = call.world;
  const who = whoAsks(call);
  const budgets = llm.budgets.filter((budget) => covers(budget, who));
  const left = [
    ...budgets.map((budget) => remainingOf(budget, llm.accounts.of(budget))),
    ...remainingIn(agents.current),
  ];
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
  summary:
    'What may still be spent on the model: by llm.budget of the scenario, and by max_cost_cents of the task that goes on.',
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
      summary: 'What is left for whoever asks, or for an agent of that name. Nothing is below 0.',
      example: 'if budget.remaining().cost_cents < 1 then … end',
      half: 'use',
      run: (call) => answerValue(findRemaining(call)),
    },
  ],
};
