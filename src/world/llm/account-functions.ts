import { Fields } from '../../mock/fields.js';
import type { LlmMock, LlmMocking } from '../../mock/llm/llm-mock.js';
import { showTokens, toLuaFloat } from '../../mock/llm/show-request.js';
import { isPromise, leastAnswers } from '../../mock/mock.js';
import { showAddress } from '../../model/address.js';
import { answerValue, LuaRaise } from '../../model/dispatch.js';
import { createValueMap, toNumber, type Value, type ValueMap } from '../../model/value.js';
import type { HostCall, HostFunction } from '../host-function.js';
import { describeMatch } from '../mocks/describe.js';
import type { CallRecord } from '../mocks/ledger.js';
import { refuseIn } from '../mocks/refuse.js';
import type { Spender } from './accounts.js';
import { putBudget } from './budget.js';
import { describeRequest } from './describe.js';
import type { ModelState } from './model-state.js';
import { readCents, toCents } from './money.js';

/** What looks back on the calls of a scenario, and limits them: the scenario's file alone gets these. */
export const accountFunctions: Readonly<Record<string, HostFunction>> = {
  'llm.calls': (call) => answerValue(listCalls(call)),
  'llm.ledger': ({ world }) => answerValue(showLedger(world.llm)),
  'llm.spent': (call) => answerValue(showSpent(call)),
  'llm.budget': (call) => {
    setBudget(call);
    return answerValue();
  },
};

function listCalls({ world: { journal } }: HostCall): Value[] {
  const held = journal.entries(Number.POSITIVE_INFINITY);
  if (held.length < journal.count) {
    const message = `llm.calls: the journal keeps ${held.length} of this scenario’s ${journal.count} entries, so calls are missing; llm.spent counts all of them`;
    throw new LuaRaise(message);
  }
  const calls = held.filter((entry) => entry.kind === 'llm.call');
  return calls.map((entry): ValueMap => entry.data ?? createValueMap());
}

function showLedger({ mocks, ledger }: ModelState): Value {
  return createValueMap([
    ['calls', ledger.records.map(showRecord)],
    ['dropped', ledger.count - ledger.records.length],
    ['mocks', mocks.all.map((mock) => showMock(mock, mocks.stateOf(mock.id).used))],
  ]);
}

function showRecord({ call: { request, numbers }, at, how, mock }: CallRecord<LlmMocking>): Value {
  return createValueMap([
    ['number', numbers.call],
    ['model', request.model],
    ['agent', request.agent],
    ['asked', describeRequest(request)],
    ['how', how],
    ['mock', mock === undefined ? undefined : mock + 1],
    ['place', at && showAddress(at)],
  ]);
}

function showMock(mock: LlmMock, used: number): Value {
  return createValueMap([
    ['match', describeMatch('llm', mock)],
    ['name', mock.name],
    ['place', mock.at && showAddress(mock.at)],
    ['used', used],
    ['promised', isPromise(mock)],
    ['kept', used >= leastAnswers(mock)],
  ]);
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
