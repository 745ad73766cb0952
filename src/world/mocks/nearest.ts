import type { Mismatch } from '../../mock/llm/match.js';
import { leastAnswers, type Mock, type MockKind } from '../../mock/mock.js';
import { showAddress } from '../../model/address.js';
import type { Failure } from '../../model/outcome.js';
import { describeNearMiss } from '../near-miss.js';
import type { World } from '../world.js';
import type { Look } from './choose.js';
import { describeMatch, describeMismatch, describeUnready, nameMock } from './describe.js';
import type { MockDesk } from './desk.js';
import type { CallRecord } from './ledger.js';

/** Mocks of which a failure tells. */
const MOST_MOCKS = 1000;

/**
 * How far a call is from what a mock asks for. Where names or numbers differ another call is meant; a text that is nearly
 * there may be a slip.
 */
function measure(mismatches: readonly Mismatch[], { weigh }: Pick<MockDesk<MockKind>, 'weigh'>): number {
  return mismatches.reduce((sum, mismatch) => {
    const { how, wanted, got } = mismatch;
    const isNear = how === 'contains' && describeNearMiss(0, wanted, got).length > 0;
    return sum + (weigh(mismatch) ?? (isNear ? 1 : 2));
  }, 0);
}

/** The mock that came nearest to a call and what kept it from answering. `refused`: mocks whose predicate said no. */
export function describeNearestMock<Kind extends MockKind>(
  { desk, world, call }: Look<Kind>,
  refused: ReadonlySet<number>,
): string[] {
  const mocks = desk.mocksOf(world);
  const all = mocks.all.slice(-MOST_MOCKS).reverse();
  const candidates = all.map((mock) => {
    const mismatches = desk.compare(mock.match, call);
    return { mock, mismatches, unready: mocks.findUnready(mock), distance: measure(mismatches, desk) };
  });
  // Stable: of those that are equally near the newest comes first.
  const nearest = candidates.sort((a, b) => a.distance - b.distance)[0];
  if (nearest === undefined) return [`there is no mock at all; make one with ${desk.name}.on{…}:reply{…}`];
  const { mock, mismatches, unready } = nearest;
  return [
    `nearest: ${nameMock(desk, mock)}`,
    ...(unready === undefined ? [] : [describeUnready(desk, unready, mocks.stateOf(mock.id).used)]),
    ...(refused.has(mock.id) ? ['  its where said no to this call'] : []),
    ...mismatches.flatMap((mismatch) => describeMismatch(mismatch, desk.places)),
  ];
}

/** The failure of a promised answer that was not used, or not often enough, with the call that came nearest. */
export function describeUnkept<Kind extends MockKind>(desk: MockDesk<Kind>, world: World, mock: Mock<Kind>): Failure {
  const least = leastAnswers(mock);
  const { used } = desk.mocksOf(world).stateOf(mock.id);
  const often = used === 0 && least === 1 ? 'was never used' : `was used ${used} of ${least} times`;
  return {
    check: 'mock',
    message: `the promised answer ${describeMatch(desk, mock)} ${often}`,
    ...(mock.at !== undefined && { at: mock.at }),
    notes: [
      ...describeNearestCall(desk, world, mock),
      'a mock made in a scenario is a promise; :optional() says that it may stay unused',
    ],
  };
}

function describeNearestCall<Kind extends MockKind>(desk: MockDesk<Kind>, world: World, mock: Mock<Kind>): string[] {
  const { records, count } = desk.ledgerOf(world);
  const others = records.filter((record) => record.mock !== mock.id);
  const candidates = others.map((record) => {
    const mismatches = desk.compare(mock.match, record.call);
    return { record, mismatches, distance: measure(mismatches, desk) };
  });
  const nearest = candidates.sort((a, b) => a.distance - b.distance)[0];
  if (nearest === undefined) return [count === 0 ? desk.noCall : 'no other call came'];
  const { record, mismatches } = nearest;
  return [
    `nearest call: ${nameCall(desk, record)}`,
    `  ${desk.describeCall(record.call)}`,
    ...mismatches.flatMap((mismatch) => describeMismatch(mismatch, desk.places)),
    ...describeRival({ desk, world, mock, record, fits: mismatches.length === 0 }),
  ];
}

function nameCall<Kind extends MockKind>(desk: MockDesk<Kind>, { call, at }: CallRecord<Kind>): string {
  return `${desk.nameCall(call)}${at === undefined ? '' : ` (${showAddress(at)})`}`;
}

interface Rivalry<Kind extends MockKind> {
  readonly desk: MockDesk<Kind>;
  readonly world: World;
  readonly mock: Mock<Kind>;
  readonly record: CallRecord<Kind>;
  readonly fits: boolean;
}

/** Who answered the call in place of a mock that it fits. */
function describeRival<Kind extends MockKind>({ desk, world, mock, record, fits }: Rivalry<Kind>): string[] {
  if (record.mock === undefined) return [`  it was answered by none: ${record.how}`];
  const rival = desk.mocksOf(world).get(record.mock);
  const answered = `  it was answered by ${nameMock(desk, rival)}`;
  if (!fits) return [answered];
  if (mock.where !== undefined) return [answered, '  or the mock’s own where said no'];
  return [rival.id > mock.id ? `${answered}, which is newer` : answered];
}
