import { describe, expect, it } from 'vitest';
import type { Variables } from '../../src/model/difference.js';
import { openTestVm } from '../vm/harness.js';

/** The variables that are told with a failed check. */
async function variables(source: string): Promise<Variables | undefined> {
  const vm = openTestVm();
  await vm.run(`pcall(function() ${source}\nend)`);
  return vm.world.checks.failures[0]?.locals;
}

const show = async (source: string) => (await variables(source))?.values.map(({ name, value }) => `${name} = ${value}`);

describe('the locals of a failing function', () => {
  it.each([
    ['in the order in which they came', 'local a, b = 1, "x" local c assert(false)', ['a = 1', 'b = "x"', 'c = nil']],
    ['without those that came later', 'local a = 1 assert(false) local b = 2 return b', ['a = 1']],
    ['without functions', 'local a, f = 1, function() end assert(f == nil)', ['a = 1']],
    ['without what Lua needs for itself', 'for i, v in ipairs{ 7 } do assert(v == 8) end', ['i = 1', 'v = 7']],
    ['the inner of two with one name', 'local a = 1 do local a = 2 assert(false, a) end', ['a = 2']],
    [
      'with those around that it uses',
      'local a, b = 1, 2 local function f(n) assert.equal(n, a) end f(3)',
      ['n = 3', 'a = 1'],
    ],
    ['of the innermost function', 'local a = 1 local function f() local b = 2 assert(false, b) end f()', ['b = 2']],
    ['in a coroutine', 'local a = 1 coroutine.wrap(function() local b = 2 assert(false, b) end)()', ['b = 2']],
  ])('are told %s', async (_, source, wanted) => {
    expect(await show(source)).toEqual(wanted);
  });

  it('are left out where there are none', async () => {
    expect(await variables('assert(false)')).toBeUndefined();
  });

  it('are bounded in number, and the rest is counted', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `v${index}`);
    const found = await variables(`local ${names.join(', ')} = 1 assert(false)`);
    expect(found?.values).toHaveLength(20);
    expect(found?.hiddenCount).toBe(10);
  });

  it('are bounded in length, whatever they hold', async () => {
    const found = await show(`
      local text, list, map, deep = ("é"):rep(1e6), {}, {}, {}
      for i = 1, 1e5 do list[i], map["k" .. i] = i, i end
      for i = 1, 1e3 do deep = { deep, deep } end
      local ${'n'.repeat(5000)} = 1
      assert(false)`);
    expect(found?.map((line) => line.slice(0, 36))).toEqual([
      `text = "${'é'.repeat(28)}`,
      'list = { 1, 2, 3, 4, 5, … 100000 ite',
      'map = { … more than 200 fields }',
      expect.stringMatching(/^deep = \{ \{/),
      'n'.repeat(36),
    ]);
    expect(found?.every((line) => Buffer.byteLength(line) < 250)).toBe(true);
  });

  it('are looked at without metamethods', async () => {
    const meta = '{ __index = error, __len = error, __pairs = error, __eq = error, __tostring = error, __name = 1 }';
    expect(await show(`local evil = setmetatable({ 1 }, ${meta}) assert(false)`)).toEqual(['evil = { 1 }']);
  });

  it('cost a check nothing that memory had to be taken for', async () => {
    const vm = openTestVm();
    await vm.run(
      'local t = {} pcall(function() for i = 1, 1e9 do t[i] = ("x"):rep(1000) .. i end end) pcall(assert.equal, 1, 2)',
    );
    expect(vm.world.checks.failures).toMatchObject([{ message: 'expected the two to be equal', actual: '2' }]);
  });
});
