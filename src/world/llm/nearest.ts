import { compareRequest } from '../../mock/llm/compare-request.js';
import type { Mismatch } from '../../mock/llm/match.js';
import { type LlmMock, leastAnswers, type Unready } from '../../mock/llm/mock.js';
import { showAddress } from '../../model/address.js';
import type { Failure } from '../../model/outcome.js';
import { describeNearMiss } from '../near-miss.js';
import type { ModelCall } from './call.js';
import { describeMatch, describeMismatch, describeRequest, describeUnready, nameMock } from './describe.js';
import type { CallRecord } from './ledger.js';
import type { ModelState } from './model-state.js';

/** Mocks of which a failure tells. */
const MOST_MOCKS = 1000;

interface Candidate {
  readonly mock: LlmMock;
  readonly mismatches: readonly Mismatch[];
  readonly unready: Unready | undefined;
  readonly distance: number;
}

/**
 * How far a call is from what a mock asks for. Where names or numbers differ another call is meant; a text that is nearly
 * there may be a slip.
 */
function measure(mismatches: readonly Mismatch[]): number {
  return mismatches.reduce((sum, { field, how, wanted, got }) => {
    if (field === 'model' || field === 'agent') return sum + 3;
    const isNear = how === 'contains' && describeNearMiss(0, wanted, got).length > 0;
    return sum + (isNear ? 1 : 2);
  }, 0);
}

/** The mock that came nearest to a call and what kept it from answering. `refused`: mocks whose predicate said no. */
export function describeNearestMock({ world, request, numbers }: ModelCall, refused: ReadonlySet<number>): string[] {
  const { mocks } = world.llm;
  const all = mocks.all.slice(-MOST_MOCKS).reverse();
  const candidates = all.map((mock): Candidate => {
    const mismatches = compareRequest(mock.match, request, numbers);
    const unready = mocks.findUnready(mock);
    return { mock, mismatches, unready, distance: measure(mismatches) };
  });
  // Stable: of those that are equally near the newest comes first.
  const nearest = candidates.sort((a, b) => a.distance - b.distance)[0];
  if (nearest === undefined) return ['there is no mock at all; make one with llm.on{…}:reply{…}'];
  const { mock, mismatches, unready } = nearest;
  return [
    `nearest: ${nameMock(mock)}`,
    ...(unready === undefined ? [] : [describeUnready(unready, mocks.stateOf(mock.id).used)]),
    ...(refused.has(mock.id) ? ['  its where said no to this call'] : []),
    ...mismatches.flatMap(describeMismatch),
  ];
}

/** The failure of a promised answer that was not used, or not often enough, with the call that came nearest. */
export function describeUnkept(state: ModelState, mock: LlmMock): Failure {
  const least = leastAnswers(mock);
  const { used } = state.mocks.stateOf(mock.id);
  const often = used === 0 && least === 1 ? 'was never used' : `was used ${used} of ${least} times`;
  return {
    check: 'mock',
    message: `the promised answer ${describeMatch(mock.match, mock.where !== undefined)} ${often}`,
    ...(mock.at !== undefined && { at: mock.at }),
    notes: [
      ...describeNearestCall(state, mock),
      'a mock made in a scenario is a promise; :optional() says that it may stay unused',
    ],
  };
}

function describeNearestCall(state: ModelState, mock: LlmMock): string[] {
  const { records, count } = state.ledger;
  const others = records.filter((record) => record.mock !== mock.id);
  const candidates = others.map((record) => {
    const mismatches = compareRequest(mock.match, record.request, record.numbers);
    return { record, mismatches, distance: measure(mismatches) };
  });
  const nearest = candidates.sort((a, b) => a.distance - b.distance)[0];
  if (nearest === undefined) return [count === 0 ? 'the model was not called at all' : 'no other call came'];
  const { record, mismatches } = nearest;
  return [
    `nearest call: ${nameCall(record)}`,
    `  ${describeRequest(record.request)}`,
    ...mismatches.flatMap(describeMismatch),
    ...describeRival(state, mock, record, mismatches.length === 0),
  ];
}

function nameCall({ numbers, at }: CallRecord): string {
  return `call ${numbers.call}${at === undefined ? '' : ` (${showAddress(at)})`}`;
}

/** Who answered the call in place of a mock that it fits. */
function describeRival(state: ModelState, mock: LlmMock, record: CallRecord, fits: boolean): string[] {
  if (record.mock === undefined) return [`  it was answered by none: ${record.how}`];
  const rival = state.mocks.get(record.mock);
  const answered = `  it was answered by ${nameMock(rival)}`;
  if (!fits) return [answered];
  if (mock.where !== undefined) return [answered, '  or the mock’s own where said no'];
  return [rival.id > mock.id ? `${answered}, which is newer` : answered];
}
