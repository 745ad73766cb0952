import type { Mock, MockKind } from '../../mock/mock.js';
import type { Search } from '../../mock/mocks.js';
import type { Answer } from '../../model/dispatch.js';
import type { World } from '../world.js';
import type { MockDesk } from './desk.js';
import { drawFault } from './draw-fault.js';
import { callHandler } from './handler.js';
import { readGivenReply } from './read-given-reply.js';

/** What answers a call, or why nothing does: no mock that matches, or one whose author has made a mistake. */
export type Chosen<Kind extends MockKind> =
  | ChosenAnswer<Kind>
  /** `refused`: mocks whose predicate said no. */
  | { readonly kind: 'unmatched'; readonly refused: ReadonlySet<number> }
  | { readonly kind: 'wrong'; readonly mock: Mock<Kind>; readonly why: string };

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

/** A look, and how far it has come. */
interface Choosing<Kind extends MockKind> extends Look<Kind> {
  readonly search: Search<Kind>;
  readonly refused: Set<number>;
  readonly then: (chosen: Chosen<Kind>) => Answer;
}

/** Finds the mock that answers a call, the newest that matches, and takes its answer. */
export function chooseAnswer<Kind extends MockKind>(look: Look<Kind>, then: (chosen: Chosen<Kind>) => Answer): Answer {
  const search = look.desk.mocksOf(look.world).search(look.call);
  return tryNext({ ...look, search, refused: new Set(), then });
}

function tryNext<Kind extends MockKind>(choosing: Choosing<Kind>): Answer {
  const { desk, world, call, search, refused, then } = choosing;
  const mocks = desk.mocksOf(world);
  const mock = mocks.next(search);
  if (mock === undefined) return then({ kind: 'unmatched', refused });
  if (mock.where === undefined) return takeAnswer(choosing, mock);
  return callHandler(mock.where, [desk.showCall(call, mock)], (result) => {
    if (result.kind === 'raised') return then({ kind: 'wrong', mock, why: `its where raised: ${result.message}` });
    // Others may have used it up while the predicate was asked.
    const isReady = mocks.findUnready(mock) === undefined;
    if (isReady && result.value !== false && result.value !== undefined) return takeAnswer(choosing, mock);
    refused.add(mock.id);
    return tryNext(choosing);
  });
}

function takeAnswer<Kind extends MockKind>(choosing: Choosing<Kind>, mock: Mock<Kind>): Answer {
  const { desk, world, then } = choosing;
  const mocks = desk.mocksOf(world);
  const fault = drawFault(desk, world, mock);
  const { answers } = mock;
  const { used } = mocks.stateOf(mock.id);
  if (answers.kind === 'function') {
    if (fault === undefined || desk.needsReply(fault)) return askFunction(choosing, mock, fault);
    return then({ kind: 'answer', mock, reply: desk.noReply, fault });
  }
  const replies = answers.kind === 'replies' ? answers.replies : [];
  const place = answers.kind === 'replies' && answers.isSequence ? used : 0;
  if (place >= replies.length) throw new Error(`the mock ${mock.id} has no answer left`);
  // What a fault takes the place of, or spoils, is there for whoever tries again.
  if (fault === undefined || desk.isSpent(fault)) mocks.note(mock.id, { used: used + 1 });
  return then({ kind: 'answer', mock, reply: replies[place], ...(fault !== undefined && { fault }) });
}

/** Asks the function of a mock, or goes on with its script. */
function askFunction<Kind extends MockKind>(
  choosing: Choosing<Kind>,
  mock: Mock<Kind>,
  fault: Kind['fault'] | undefined,
): Answer {
  const { desk, world, call, then } = choosing;
  const mocks = desk.mocksOf(world);
  const { answers } = mock;
  if (answers.kind !== 'function') throw new Error('no function answers');
  // Counted before it runs, so that calls made meanwhile are not answered once too often.
  mocks.note(mock.id, { used: mocks.stateOf(mock.id).used + 1 });
  return callHandler(answers.handler, [desk.showCall(call, mock)], (result) => {
    const name = answers.isScript ? 'script' : 'reply_with';
    if (result.kind === 'raised') return then({ kind: 'wrong', mock, why: `its ${name} raised: ${result.message}` });
    if (answers.isScript && result.hasEnded) {
      mocks.note(mock.id, { hasEnded: true });
      if (result.value === undefined) {
        mocks.note(mock.id, { used: mocks.stateOf(mock.id).used - 1 });
        return tryNext(choosing);
      }
    }
    const given = readGivenReply(desk, name, result.value);
    if ('why' in given) return then({ kind: 'wrong', mock, why: given.why });
    return then({ kind: 'answer', mock, reply: given.reply, ...(fault !== undefined && { fault }) });
  });
}
