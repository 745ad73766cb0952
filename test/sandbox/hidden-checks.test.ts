import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

/** The checks that are still known to have failed after a piece of a scenario has tried to hide them. */
async function failedChecks(source: string): Promise<readonly string[]> {
  const vm = openTestVm();
  await vm.run(`pcall(function() ${source}\nend)`);
  return vm.world.checks.failures.map((failure) => failure.check);
}

const EQUAL_TO_ALL = 'setmetatable({}, { __eq = function() return true end })';

describe('a failed check stays one', () => {
  it.each([
    ['with a note that raises', 'equal', 'assert.equal(1, 2, setmetatable({}, { __tostring = error }))'],
    [
      'with a note that never comes back',
      'equal',
      'local note = setmetatable({}, { __tostring = coroutine.yield }) coroutine.wrap(function() assert.equal(1, 2, note) end)()',
    ],
    ['with a note too large to cross', 'equal', 'assert.equal(1, 2, ("x"):rep(17e6))'],
    ['with a message too large to cross', 'assert', 'assert(false, ("x"):rep(17e6))'],
    [
      'with values too large to show',
      'same',
      'local list = {} for i = 1, 2000 do list[i] = ("x"):rep(16000) end assert.same(list, 1)',
    ],
    ['with a key too large to show', 'same', 'assert.same({ [("k"):rep(17e6)] = 1 }, 1)'],
    ['against a table that says it equals all', 'same', `assert.same({ ok = true }, ${EQUAL_TO_ALL})`],
    ['against an item that says it equals all', 'contains', `assert.contains({ ${EQUAL_TO_ALL} }, { a = 1 })`],
    [
      'against an error that says it equals all',
      'has_error',
      `assert.has_error(function() error(${EQUAL_TO_ALL}) end, { code = 1 })`,
    ],
    [
      'as a mock’s, when has_error takes back an older one',
      'mock',
      'assert.has_error(function() local _, why = pcall(assert, false, "m") pcall(llm.call, "x", "y") error(why, 0) end)',
    ],
  ])('%s', async (_, check, source) => {
    expect(await failedChecks(source)).toEqual([check]);
  });
});

it('a failure that a script has made huge is cut', async () => {
  const vm = openTestVm();
  await vm.run('pcall(llm.call, ("x"):rep(1e6), { { role = ("r"):rep(1e6), content = "hi" } })');
  const [failure] = vm.world.checks.failures;
  expect(JSON.stringify(failure).length).toBeLessThan(20_000);
});

it('a chunk’s name is cut, as it is told with every failure', async () => {
  const vm = openTestVm();
  await vm.run('pcall(load("assert(false)", "@" .. ("n"):rep(1e6)))');
  expect(vm.world.checks.failures[0]?.at?.file).toHaveLength(199);
});

const CHAIN = 'local function chain(n, last) local t = { last = last } for _ = 1, n do t = { n = t } end return t end';

it('a difference deep inside is found without looking at each level for each above it', async () => {
  const vm = openTestVm();
  await vm.run(
    `${CHAIN} pcall(assert.same, chain(500, 1), chain(500, 2)) pcall(assert.same, chain(3, 1), chain(3, 2))`,
  );
  expect(vm.world.checks.failures.map((failure) => failure.differsAt)).toEqual([`${'.n'.repeat(32)}…`, '.n.n.n.last']);
});

it('tables nested without end are refused, not followed to the end of the stack', async () => {
  const why = 'test.lua:1: tables nested deeper than 10000 cannot be compared';
  expect(await openTestVm().fail(`${CHAIN} assert.same(chain(20000), chain(20000))`)).toBe(why);
});
