import type { LlmMatch } from '../../mock/llm/match.js';
import type { LlmMock } from '../../mock/llm/mock.js';
import { findBoundsProblem } from '../../mock/llm/parse-entries.js';
import { parseFault } from '../../mock/llm/parse-fault.js';
import { parseMatch } from '../../mock/llm/parse-match.js';
import { parseReply } from '../../mock/llm/parse-reply.js';
import { answerValue, LuaRaise } from '../../model/dispatch.js';
import { toNumber, type Value } from '../../model/value.js';
import { resolveModel } from '../ask-model.js';
import { type HostCall, type HostFunction, luaTypeName, textArgument } from '../host-function.js';
import type { World } from '../world.js';
import { refuseIn } from './refuse.js';

/** What the prelude calls for `llm.on` and what hangs off it: the scenario's file alone gets these. */
export const mockFunctions: Readonly<Record<string, HostFunction>> = {
  'llm.on': (call) => answerValue(addMock(call)),
  'llm.reply': change(setReplies),
  'llm.answer_by': change((_, { args }) => ({
    answers: { kind: 'function', handler: toNumber(args[1]) ?? 0, isScript: args[2] === true },
  })),
  'llm.bound': change(setBounds),
  'llm.optional': change(() => ({ isOptional: true })),
  'llm.after': change(setAfter),
  'llm.sometimes': change(addChance),
  'llm.named': change((_, call) => ({ name: textArgument(call, 1, 'llm.on(…):named') })),
};

type Change = Partial<Omit<LlmMock, 'id' | 'match' | 'origin'>>;

function change(describe: (mock: LlmMock, call: HostCall) => Change): HostFunction {
  return (call) => {
    const mock = mockArgument(call, 0);
    call.world.llm.mocks.update(mock.id, describe(mock, call));
    return answerValue();
  };
}

function addMock({ world, site, args }: HostCall): Value {
  const match = resolveLevels(world, parseMatch(args[0], [], refuseIn('llm.on')));
  const at = site.address();
  const where = toNumber(args[1]);
  return world.llm.mocks.add({
    match,
    origin: world.isBody ? 'body' : 'hook',
    ...(at !== undefined && { at }),
    ...(where !== undefined && { where }),
    answers: { kind: 'none' },
    isOptional: false,
    after: [],
    chances: [],
  });
}

function resolveLevels(world: World, match: LlmMatch): LlmMatch {
  const models = match.model?.oneOf;
  if (models === undefined) return match;
  return { ...match, model: { ...match.model, oneOf: models.map((model) => resolveModel(world, model)) } };
}

/** A mock that a method is called on, or given. Its table is the scenario's, so it may say anything. */
function mockArgument({ world, args }: HostCall, index: number): LlmMock {
  const mock = world.llm.mocks.all[toNumber(args[index]) ?? -1];
  if (mock !== undefined) return mock;
  if (index > 0) throw new LuaRaise('llm.on(…):after: a mock of this scenario is expected, as llm.on gives it');
  throw new LuaRaise('llm.on: this is no mock of this scenario; call its methods with a colon');
}

function setReplies({ bounds }: LlmMock, { args }: HostCall): Change {
  const name = `llm.on(…):${String(args[2])}`;
  const list: readonly Value[] = Array.isArray(args[1]) ? args[1] : [];
  if (list.length === 0) throw new LuaRaise(`${name}: an answer is expected: a text, or { text = …, tokens = … }`);
  const isSequence = args[2] === 'reply_sequence';
  const replies = list.map((answer, i) => parseReply(answer, isSequence ? [i] : [], refuseIn(name)));
  const answers = { kind: 'replies', replies, isSequence } as const;
  const problem = bounds && findBoundsProblem(answers, bounds);
  if (problem !== undefined) throw new LuaRaise(`${name}: ${problem}`);
  return { answers };
}

function setBounds({ answers }: LlmMock, { args }: HostCall): Change {
  const name = `llm.on(…):${String(args[2])}`;
  const count = toNumber(args[1]);
  if (count === undefined || !Number.isSafeInteger(count) || count < 0) {
    throw new LuaRaise(`${name}: a whole number from 0 up is expected`);
  }
  const bounds = { least: count, most: args[2] === 'times' ? count : Number.POSITIVE_INFINITY };
  const problem = findBoundsProblem(answers, bounds);
  if (problem !== undefined) throw new LuaRaise(`${name}: ${problem}`);
  return { bounds };
}

function setAfter({ id, after }: LlmMock, call: HostCall): Change {
  const other = mockArgument(call, 1);
  if (other.id === id) throw new LuaRaise('llm.on(…):after: a mock cannot come after itself');
  return { after: [...after, other.id] };
}

function addChance({ chances }: LlmMock, { args }: HostCall): Change {
  const name = 'llm.on(…):sometimes';
  const probability = toNumber(args[1]);
  if (probability === undefined || !(probability >= 0 && probability <= 1)) {
    throw new LuaRaise(`${name}: a probability from 0 to 1 is expected, got ${probability ?? luaTypeName(args[1])}`);
  }
  const fault = parseFault(args[2] ?? '', [], refuseIn(name));
  return { chances: [...chances, { probability, fault }] };
}
