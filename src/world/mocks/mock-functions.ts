import { findBoundsProblem, type Mock, type MockKind } from '../../mock/mock.js';
import { answerValue, LuaRaise } from '../../model/dispatch.js';
import { toNumber, type Value } from '../../model/value.js';
import { type HostCall, type HostFunction, luaTypeName, textArgument } from '../host-function.js';
import { refuseIn } from '../refuse-in.js';
import type { World } from '../world.js';
import type { MockDesk } from './desk.js';

type Change<Kind extends MockKind> = Partial<Omit<Mock<Kind>, 'id' | 'match' | 'origin'>>;
type Describe<Kind extends MockKind> = (desk: MockDesk<Kind>, mock: Mock<Kind>, call: HostCall) => Change<Kind>;

/** What a scenario's match means in its world. */
export type Resolve<Kind extends MockKind> = (world: World, match: Kind['match']) => Kind['match'];

/** What the prelude calls for `llm.on` and its like, and what hangs off them: the scenario's file alone gets these. */
export function createMockFunctions<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  resolve: Resolve<Kind> = (_, match) => match,
): Readonly<Record<string, HostFunction>> {
  const { name } = desk;
  const change =
    (describe: Describe<Kind>): HostFunction =>
    (call) => {
      const mock = mockArgument(desk, call, 0);
      desk.mocksOf(call.world).update(mock.id, describe(desk, mock, call));
      return answerValue();
    };
  return {
    [`${name}.on`]: (call) => answerValue(addMock(desk, call, resolve)),
    [`${name}.reply`]: change(setReplies),
    [`${name}.answer_by`]: change((_, __, { args }) => ({
      answers: { kind: 'function', handler: toNumber(args[1]) ?? 0, isScript: args[2] === true },
    })),
    [`${name}.bound`]: change(setBounds),
    [`${name}.optional`]: change(() => ({ isOptional: true })),
    [`${name}.after`]: change(setAfter),
    [`${name}.sometimes`]: change(addChance),
    [`${name}.named`]: change((_, __, call) => ({ name: textArgument(call, 1, `${name}.on(…):named`) })),
  };
}

function addMock<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  { world, site, args }: HostCall,
  resolve: Resolve<Kind>,
): Value {
  const match = resolve(world, desk.parsers.match(args[0], [], refuseIn(`${desk.name}.on`)));
  const at = site.address();
  const where = toNumber(args[1]);
  return desk.mocksOf(world).add({
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

/** A mock that a method is called on, or given. Its table is the scenario's, so it may say anything. */
function mockArgument<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  { world, args }: HostCall,
  index: number,
): Mock<Kind> {
  const mock = desk.mocksOf(world).all[toNumber(args[index]) ?? -1];
  if (mock !== undefined) return mock;
  const { name } = desk;
  if (index > 0) throw new LuaRaise(`${name}.on(…):after: a mock of this scenario is expected, as ${name}.on gives it`);
  throw new LuaRaise(`${name}.on: this is no mock of this scenario; call its methods with a colon`);
}

function setReplies<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  { bounds }: Mock<Kind>,
  { args }: HostCall,
): Change<Kind> {
  const name = `${desk.name}.on(…):${String(args[2])}`;
  const list: readonly Value[] = Array.isArray(args[1]) ? args[1] : [];
  if (list.length === 0) throw new LuaRaise(`${name}: an answer is expected: ${desk.answerHint}`);
  const isSequence = args[2] === 'reply_sequence';
  const replies = list.map((answer, i) => desk.parsers.reply(answer, isSequence ? [i] : [], refuseIn(name)));
  const answers = { kind: 'replies', replies, isSequence } as const;
  const problem = bounds && findBoundsProblem(answers, bounds);
  if (problem !== undefined) throw new LuaRaise(`${name}: ${problem}`);
  return { answers };
}

function setBounds<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  { answers }: Mock<Kind>,
  { args }: HostCall,
): Change<Kind> {
  const name = `${desk.name}.on(…):${String(args[2])}`;
  const count = toNumber(args[1]);
  if (count === undefined || !Number.isSafeInteger(count) || count < 0) {
    throw new LuaRaise(`${name}: a whole number from 0 up is expected`);
  }
  const bounds = { least: count, most: args[2] === 'times' ? count : Number.POSITIVE_INFINITY };
  const problem = findBoundsProblem(answers, bounds);
  if (problem !== undefined) throw new LuaRaise(`${name}: ${problem}`);
  return { bounds };
}

function setAfter<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  { id, after }: Mock<Kind>,
  call: HostCall,
): Change<Kind> {
  const other = mockArgument(desk, call, 1);
  if (other.id === id) throw new LuaRaise(`${desk.name}.on(…):after: a mock cannot come after itself`);
  return { after: [...after, other.id] };
}

function addChance<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  { chances }: Mock<Kind>,
  { args }: HostCall,
): Change<Kind> {
  const name = `${desk.name}.on(…):sometimes`;
  const probability = toNumber(args[1]);
  if (probability === undefined || !(probability >= 0 && probability <= 1)) {
    throw new LuaRaise(`${name}: a probability from 0 to 1 is expected, got ${probability ?? luaTypeName(args[1])}`);
  }
  const fault = desk.parsers.fault(args[2] ?? '', [], refuseIn(name));
  return { chances: [...chances, { probability, fault }] };
}
