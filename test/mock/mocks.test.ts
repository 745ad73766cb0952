import { describe, expect, it } from 'vitest';
import { matchesRequest } from '../../src/mock/llm/compare-request.js';
import { createLlmMocks, type LlmMocking } from '../../src/mock/llm/llm-mock.js';
import { parseMatch } from '../../src/mock/llm/parse-match.js';
import { parseReply } from '../../src/mock/llm/parse-reply.js';
import type { LlmRequest } from '../../src/mock/llm-request.js';
import type { MockParts } from '../../src/mock/mock.js';
import type { Mocks } from '../../src/mock/mocks.js';
import { MockSearch } from '../../src/mock/search.js';
import type { Value } from '../../src/model/value.js';

const refuse = (_: unknown, why: string): never => {
  throw new Error(why);
};

function mock(match: Value, reply: string): MockParts<LlmMocking> {
  const replies = [parseReply(reply, [], refuse)];
  const answers = { kind: 'replies', replies, isSequence: false } as const;
  return { match: parseMatch(match, [], refuse), origin: 'hook', answers, isOptional: false, after: [], chances: [] };
}

const request: LlmRequest = { model: 'haiku', messages: [{ role: 'user', content: 'go' }], tools: [], stream: false };
const sought = {
  key: request.model,
  matches: (match: LlmMocking['match']) => matchesRequest(match, request, { call: 1, agentCall: 0 }),
};

function candidates(mocks: Mocks<LlmMocking>): number[] {
  const search = new MockSearch(mocks, sought);
  const found: number[] = [];
  for (let next = search.next(); next !== undefined; next = search.next()) found.push(next.id);
  return found;
}

describe('mocks', () => {
  it('are looked at from the newest on, those of other models not at all', () => {
    const mocks = createLlmMocks();
    let asked = 0;
    const match: Value = { model: 'opus' };
    for (let i = 0; i < 1000; i++) mocks.add(mock(match, 'x'));
    for (const model of ['haiku', 'haiku']) mocks.add(mock({ model }, 'x'));
    mocks.add(mock({}, 'x'));
    mocks.add(mock({ model: { one_of: ['opus', 'haiku'] } }, 'x'));
    const looked = mocks.candidates('haiku');
    while (looked.next().done !== true) asked += 1;
    expect(asked).toBe(4);
    expect(candidates(mocks)).toEqual([1003, 1002, 1001, 1000]);
  });

  it('that are made while others are looked at wait for the next call', () => {
    const mocks = createLlmMocks();
    for (let i = 0; i < 2; i++) mocks.add(mock({}, 'x'));
    const search = new MockSearch(mocks, sought);
    expect(search.next()?.id).toBe(1);
    mocks.add(mock({}, 'new'));
    expect(search.next()?.id).toBe(0);
    expect(candidates(mocks)).toEqual([2, 1, 0]);
  });

  it('fork: neither what is made nor what is used in one world is seen in another', () => {
    const first = createLlmMocks();
    first.add(mock({ model: 'haiku' }, 'x'));
    const second = first.fork();
    second.add(mock({ model: 'haiku' }, 'y'));
    second.note(0, { used: 5 });
    second.update(0, { isOptional: true });
    first.add(mock({}, 'z'));
    const third = second.fork();
    third.add(mock({}, 'v'));
    expect([candidates(first), candidates(second), candidates(third)]).toEqual([
      [1, 0],
      [1, 0],
      [2, 1, 0],
    ]);
    expect([first.stateOf(0).used, second.stateOf(0).used, third.stateOf(0).used]).toEqual([0, 5, 5]);
    expect([first.get(0).isOptional, second.get(0).isOptional]).toEqual([false, true]);
    expect(first.get(1).match.model).toBeUndefined();
  });
});
