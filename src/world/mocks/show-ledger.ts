import { isKept, isPromise, type Mock, type MockKind, type MockState } from '../../mock/mock.js';
import { showAddress } from '../../model/address.js';
import { createValueMap, type Value } from '../../model/value.js';
import type { World } from '../world.js';
import { describeMatch } from './describe.js';
import type { MockDesk } from './desk.js';

/** Both sides of a ledger as Lua sees them. `showCall` gives what tells one call from another. */
export function showLedger<Kind extends MockKind>(
  desk: MockDesk<Kind>,
  world: World,
  showCall: (call: Kind['call']) => readonly (readonly [string, Value])[],
): Value {
  const [mocks, ledger] = [desk.mocksOf(world), desk.ledgerOf(world)];
  const calls = ledger.records.map(({ call, how, mock, at }) =>
    createValueMap([
      ...showCall(call),
      ['how', how],
      ['mock', mock === undefined ? undefined : mock + 1],
      ['place', at && showAddress(at)],
    ]),
  );
  return createValueMap([
    ['calls', calls],
    ['dropped', ledger.count - ledger.records.length],
    ['mocks', mocks.all.map((mock) => showMock(desk, mock, mocks.stateOf(mock.id)))],
  ]);
}

function showMock<Kind extends MockKind>(desk: MockDesk<Kind>, mock: Mock<Kind>, state: MockState): Value {
  return createValueMap([
    ['match', describeMatch(desk, mock)],
    ['name', mock.name],
    ['place', mock.at && showAddress(mock.at)],
    ['used', state.used],
    ['promised', isPromise(mock)],
    ['kept', isKept(mock, state)],
  ]);
}
