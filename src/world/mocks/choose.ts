import type { Mock, MockKind } from '../../mock/mock.js';
import { MockSearch } from '../../mock/search.js';
import { showAddress } from '../../model/address.js';
import type { Answer } from '../../model/dispatch.js';
import type { World } from '../world.js';
import type { MockDesk } from './desk.js';
import { drawFault } from './draw-fault.js';
import { callHandler, type Raised } from './handler.js';
import { readGivenReply } from './read-given-reply.js';

/** What answers a call, or why nothing does. */
export type Chosen<Kind extends MockKind> =
  | ChosenAnswer<Kind>
  /** No mock matches. `refused`: those whose predicate said no. */
  | { readonly kind: 'unmatched'; readonly refused: ReadonlySet<number> }
  /** The author of the mock has made a mistake. */
  | { readonly kind: 'wrong'; readonly mock: Mock<Kind>; readonly why: string }
  /** A function of the mock's has raised what failed a check, which has been told under this number. */
  | { readonly kind: 'failed'; readonly mock: Mock<Kind>; readonly message: string; readonly failure: number };

/** What a mock has for a call; `fault` came by chance. */
export interface ChosenAnswer<Kind extends MockKind> {
  readonly kind: 'answer';
  readonly mock: Mock<Kind>;
  readonly reply: Kind['reply'];
  readonly fault?: Kind['fault'];
}

/** Who looks for an answer, in which world. */
export interface Look<Kind extends MockKind> {
  readonly desk: MockDesk<Kind>;
  readonly world: World;
  readonly call: Kind['call'];
}

type Then<Kind extends MockKind> = (chosen: Chosen<Kind>) => Answer;

/** A look, and how far it has come. */
interface Choosing<Kind extends MockKind> {
  readonly look: Look<Kind>;
  readonly search: MockSearch<Kind>;
  readonly refused: Set<number>;
  readonly end: Then<Kind>;
}

/** Finds the mock that answers a call, the newest that matches, and takes its answer. */
export function chooseAnswer<Kind extends MockKind>(look: Look<Kind>, then: Then<Kind>): Answer {
  const { desk, world, call } = look;
  const sought = { key: desk.keyOf(call), matches: (match: Kind['match']) => desk.matches(match, call) };
  return tryNext({ look, search: new MockSearch(desk.mocksOf(world), sought), refused: new Set(), end: then });
}

function tryNext<Kind extends MockKind>(choosing: Choosing<Kind>): Answer {
  const { look, search, refused, end } = choosing;
  const { desk, world, call } = look;
  const mock = search.next();
  if (mock === undefined) return end({ kind: 'unmatched', refused });
  if (mock.where === undefined) return takeAnswer(choosing, mock);
  return callHandler(mock.where, [desk.showCall(call, mock)], (result) => {
    if (result.kind === 'raised') return end(describeRaised(mock, 'where', result));
    // Others may have used it up while the predicate was asked.
    const isReady = desk.mocksOf(world).findUnready(mock) === undefined;
    if (isReady && result.value !== false && result.value !== undefined) return takeAnswer(choosing, mock);
    refused.add(mock.id);
    return tryNext(choosing);
  });
}

function takeAnswer<Kind extends MockKind>(choosing: Choosing<Kind>, mock: Mock<Kind>): Answer {
  const { look, end } = choosing;
  const { desk, world } = look;
  if (mock.origin === 'base' && mock.at !== undefined) world.base.onMockUsed?.(showAddress(mock.at));
  const fault = drawFault(desk, world, mock);
  if (fault !== undefined) desk.mocksOf(world).note(mock.id, { hasFaulted: true });
  const chance = fault === undefined ? {} : { fault };
  if (mock.answers.kind === 'replies') {
    return end({ kind: 'answer', mock, reply: takeReply(look, mock, fault), ...chance });
  }
  if (fault === undefined || desk.needsReply(fault)) return askFunction(choosing, mock, chance);
  return end({ kind: 'answer', mock, reply: desk.noReply, fault });
}

/** The next reply of a mock. What a fault takes the place of, or spoils, is there for whoever tries again. */
function takeReply<Kind extends MockKind>(
  { desk, world }: Look<Kind>,
  { id, answers }: Mock<Kind>,
  fault: Kind['fault'] | undefined,
): Kind['reply'] {
  const mocks = desk.mocksOf(world);
  const { used } = mocks.stateOf(id);
  const reply = answers.kind === 'replies' ? answers.replies[answers.isSequence ? used : 0] : undefined;
  if (reply === undefined) throw new Error(`the mock ${id} has no answer left`);
  if (fault === undefined || desk.isSpent(fault)) mocks.note(id, { used: used + 1 });
  return reply;
}

/** Asks the function of a mock, or goes on with its script. */
function askFunction<Kind extends MockKind>(
  choosing: Choosing<Kind>,
  mock: Mock<Kind>,
  chance: { readonly fault?: Kind['fault'] },
): Answer {
  const { look, end } = choosing;
  const { desk, world, call } = look;
  const mocks = desk.mocksOf(world);
  const { answers } = mock;
  if (answers.kind !== 'function') throw new Error(`the mock ${mock.id} has no function`);
  const name = answers.isScript ? 'script' : 'reply_with';
  // Counted before it runs, so that calls made meanwhile are not answered once too often.
  mocks.note(mock.id, { used: mocks.stateOf(mock.id).used + 1 });
  return callHandler(answers.handler, [desk.showCall(call, mock)], (result) => {
    if (result.kind === 'raised') return end(describeRaised(mock, name, result));
    const hasEnded = answers.isScript && result.hasEnded;
    if (hasEnded) mocks.note(mock.id, { hasEnded });
    if (hasEnded && result.value === undefined) {
      mocks.note(mock.id, { used: mocks.stateOf(mock.id).used - 1 });
      return tryNext(choosing);
    }
    const given = readGivenReply(desk, name, result.value);
    if ('why' in given) return end({ kind: 'wrong', mock, why: given.why });
    return end({ kind: 'answer', mock, reply: given.reply, ...chance });
  });
}

function describeRaised<Kind extends MockKind>(mock: Mock<Kind>, name: string, raised: Raised): Chosen<Kind> {
  const { message, failure } = raised;
  if (failure !== undefined) return { kind: 'failed', mock, message, failure };
  return { kind: 'wrong', mock, why: `its ${name} raised: ${message}` };
}
