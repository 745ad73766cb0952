import { expect, it } from 'vitest';
import { findCall, type Trouble } from '../../src/report/find-call.js';

it.each<[string, string, Trouble]>([
  ['the assertion', '  ^assert.equal(1, x)', { check: 'equal', message: '' }],
  ['the assertion of that name', 'assert(a); ^assert.is_true(b)', { check: 'is_true', message: '' }],
  ['an assertion made of words', 'assert.is_nil(a) ^assert.are.same(a, b)', { check: 'same', message: '' }],
  ['the first where the name is of no help', '^assert.are(a) assert.are(b)', { check: 'returned', message: '' }],
  ['a bare assert', 'local x = ^assert(load(s))', { check: 'assert', message: '' }],
  ['a helper’s call where the line has no assertion', 'if ok then ^expect_all(x) end', { check: 'equal', message: '' }],
  ['the call of the model', 'local reply = ^llm.call("haiku", ask(x))', { check: 'mock', message: '' }],
  ['the agent’s task', 'local r = ^agent:execute{ task = 1 }', { check: 'mock', message: '' }],
  ['a field that is nil', 'print(config.^owner.name)', { message: "attempt to index a nil value (field 'owner')" }],
  ['a method that is nil', 'run(x) x:^run()', { message: "attempt to call a nil value (method 'run')" }],
  [
    'a variable, not the field of that name',
    't.n = ^n + 1',
    { message: "attempt to perform arithmetic on a nil value (local 'n')" },
  ],
  ['a call of error', 'if not x then ^error("no") end', { message: 'no' }],
  ['the first call for any other error', 'local a = ^string.rep(x, -1)', { message: 'bad argument' }],
])('points at %s', (_, marked, trouble) => {
  expect(findCall(marked.replace('^', ''), trouble)).toBe(marked.indexOf('^'));
});

it('points at nothing where the line has no call', () => {
  expect(findCall('})', { check: 'same', message: '' })).toBeUndefined();
  expect(findCall('', { message: "attempt to index a nil value (local 'x')" })).toBeUndefined();
});
