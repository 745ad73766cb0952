import { Fields } from '../../mock/fields.js';
import type { LlmCall } from '../../mock/llm/llm-mock.js';
import { showTokens, toLuaFloat } from '../../mock/llm/show-request.js';
import { answerValue, LuaRaise } from '../../model/dispatch.js';
import { createValueMap, toNumber, type Value } from '../../model/value.js';
import type { HostCall, HostPart } from '../host-function.js';
import { listCalls } from '../mocks/list-calls.js';
import { showLedger } from '../mocks/show-ledger.js';
import { refuseIn } from '../refuse-in.js';
import type { Spender } from './accounts.js';
import { putBudget } from './budget.js';
import { describeRequest } from './describe.js';
import { LLM_DESK } from './desk.js';
import { readCents, toCents } from './money.js';

/** What looks back on the calls of a scenario, and limits them: the scenario's file alone gets these. */
export const accountFunctions: HostPart = {
  internal: {
    'llm.calls': (call) =>
      answerValue(listCalls(call, { name: 'llm.calls', kind: 'llm.call', hint: '; llm.spent counts all of them' })),
    'llm.ledger': ({ world }) => answerValue(showLedger(LLM_DESK, world, showCall)),
    'llm.spent': (call) => answerValue(showSpent(call)),
    'llm.budget': (call) => {
      setBudget(call);
      return answerValue();
    },
  },
};

function showCall({ request, numbers }: LlmCall): [string, Value][] {
  return [
    ['number', numbers.call],
    ['model', request.model],
    ['agent', request.agent],
    ['asked', describeRequest(request)],
  ];
}

function showSpent({ world, args }: HostCall): Value {
  const [given] = args;
  const spent = world.llm.accounts.of(given === undefined ? {} : readSpender(openFields(given, 'llm.spent')));
  return createValueMap([
    ['calls', spent.calls],
    ['tokens', showTokens(spent)],
    ['cost_cents', toLuaFloat(toCents(spent.money))],
  ]);
}

const SPENDER = ['agent', 'task'];
const LIMITS = ['max_cost_cents', 'max_tokens', 'max_calls'];

function openFields(value: Value, name: string, further: readonly string[] = []): Fields {
  const fields = new Fields(value, [], refuseIn(name));
  fields.only([...SPENDER, ...further]);
  return fields;
}

function readSpender(fields: Fields): Spender {
  const [agent, task] = [fields.text('agent'), toNumber(fields.get('task')) ?? fields.text('task')];
  return { ...(agent !== undefined && { agent }), ...(task !== undefined && { task: String(task) }) };
}

function setBudget({ world, args }: HostCall): void {
  const fields = openFields(args[0], 'llm.budget', [...LIMITS, 'gateway']);
  const cents = fields.count('max_cost_cents');
  const [maxTokens, maxCalls] = [fields.whole('max_tokens'), fields.whole('max_calls')];
  if (cents === undefined && maxTokens === undefined && maxCalls === undefined) {
    throw new LuaRaise(`llm.budget: a limit is expected: ${LIMITS.join(', ')}`);
  }
  world.llm.budgets = putBudget(world.llm.budgets, {
    ...readSpender(fields),
    ...(cents !== undefined && { maxMoney: readCents(cents) }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(maxCalls !== undefined && { maxCalls }),
    isGateway: fields.flag('gateway') ?? false,
  });
}
