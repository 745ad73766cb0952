import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

const SPY = 'local s = spy.new(function(a, b) return a, b end) s(1, "x") s({ 2 })';

describe('doubles', () => {
  it.each([
    `${SPY} assert.spy(s).was.called()`,
    `${SPY} assert.spy(s).was_called(2)`,
    `${SPY} assert.spy(s).was.called.with(1, "x")`,
    `${SPY} assert.spy(s).was_called_with(match._, match.is_string())`,
    `${SPY} assert.spy(s).was_called_with({ 2 })`,
    `${SPY} assert.spy(s).was_not.called_with({ 3 })`,
    `${SPY} assert.spy(s).was_not.called_with(1)`,
    `${SPY} assert.spy(s).returned_with(1, "x")`,
    `${SPY} assert.spy(s).called_at_least(2)`,
    `${SPY} assert.spy(s).called_at_most(2)`,
    `${SPY} assert.spy(s).was.called_more_than(1)`,
    `${SPY} assert.spy(s).was.called_less_than(3)`,
    `${SPY} s:clear() assert.spy(s).was_not.called()`,
    'local s = spy.new() local t = { 1 } s(t) t[1] = 2 assert.spy(s).called_with({ 1 })',
    'local s = spy.new() local t = { 1 } s(t) t[1] = 2 assert.spy(s).called_with(match.is_ref(t))',
    'local t = { f = function() return 1 end } spy.on(t, "f") t.f() assert.spy(t.f).was.called(1)',
    'local t = { f = function() return 1 end } local s = spy.on(t, "f") s:revert() assert.is_function(t.f)',
    'local s = spy.new() assert.is_true(spy.is_spy(s) and not spy.is_spy({}))',
    'local t = { f = 0 } t.f = print stub(t, "f", 7, 8) assert.same({ 7, 8 }, { t.f() })',
    'local t = { f = print } stub(t, "f", function(x) return x * 2 end) assert.equal(8, t.f(4))',
    'local t = { f = print } stub(t, "f").returns(1) t.f.on_call_with(match.is_table()).returns(2) assert.same({ 1, 2 }, { t.f(), t.f({}) })',
    'local t = { f = print } stub(t, "f").by_default.invokes(function() return "i" end) assert.equal("i", t.f())',
    'local t = { f = print } stub(t, "f") t.f:revert() assert.equal(print, t.f)',
    'local t = { f = print, n = { g = print } } t.n.up = t local m = mock(t, true) m.n.g(1) assert.stub(t.n.g).called_with(1)',
    'local t = { f = print } mock(t, true) mock.revert(t) assert.equal(print, t.f)',
    'local t = { f = function() end } mock(t) t.f() mock.clear(t) assert.spy(t.f).was_not.called()',
  ])('hold: %s', async (code) => {
    const vm = openTestVm();
    await vm.run(code);
    expect([vm.world.checks.count, vm.world.checks.failures]).toEqual([1, []]);
  });

  it.each([
    ['assert.spy(s).was_not.called()', 'was_not_called', 'expected the spy not to be called; it was called 2 times'],
    ['assert.spy(s).was.called(1)', 'was_called', 'expected the spy to be called once; it was called 2 times'],
    ['assert.spy(s).called_at_least(3)', 'was_called_at_least', 'expected the spy to be called at least 3 times'],
  ])('fail: %s', async (code, check, message) => {
    const vm = openTestVm();
    await vm.fail(`${SPY} ${code}`);
    const actual = '1. (1, "x")\n2. ({ 2 })';
    expect(vm.world.checks.failures).toMatchObject([{ check, message: expect.stringContaining(message), actual }]);
  });

  it('show what was wanted of their arguments, and what came', async () => {
    const vm = openTestVm();
    await vm.fail(`${SPY} assert.spy(s).was.called_with(match.is_number(), 2)`);
    expect(vm.world.checks.failures).toMatchObject([
      {
        check: 'was_called_with',
        message: 'expected the spy to have been called with these values',
        expected: '(match.is_number(), 2)',
        actual: '1. (1, "x")\n2. ({ 2 })',
      },
    ]);
  });

  it.each([
    ['spy.on({}, "f")', 'spy.on: "f" is no function in the table; it is nil'],
    ['spy.new(1)', 'spy.new: a function is expected, got number'],
    ['stub(1, "f")', 'stub: a table is expected first, got number'],
    ['mock(1)', 'mock: a table is expected, got number'],
    ['assert.spy(print)', 'assert.spy: a spy or a stub is expected, got function'],
    ['assert.was_called()', 'assert.called: write assert.spy(s).called(…)'],
    ['return match.is_nothing()', 'match: there is no matcher called "is_nothing"; there are all_of,'],
  ])('refuse misuse: %s', async (code, message) => {
    expect(await openTestVm().fail(code)).toContain(message);
  });
});

describe('matchers', () => {
  it.each([
    ['match.is_number()', '1', '"1"'],
    ['match.is_not_nil()', '0', 'nil'],
    ['match.is.equal(2)', '2', '3'],
    ['match.is_same({ 1 })', '{ 1 }', '{ 2 }'],
    ['match.has_match("^a")', '"abc"', '"bc"'],
    ['match.has_no.match("^a")', '"bc"', '"abc"'],
    ['match.is_near(1, 0.5)', '1.4', '1.6'],
    ['match.is_all_of(match.is_number(), match.is_near(0, 1))', '1', '2'],
    ['match.is_any_of(match.is_string(), 3)', '3', '4'],
    ['match.is_none_of(match.is_string(), 3)', '4', '3'],
    ['match.is_unique()', '{ 1, 2 }', '{ 1, 1 }'],
    ['match.is_truthy()', '0', 'false'],
  ])('%s accepts %s and not %s', async (matcher, good, bad) => {
    const vm = openTestVm();
    await vm.run(`local s = spy.new() s(${good}) assert.spy(s).called_with(${matcher})`);
    await vm.run(`local s = spy.new() s(${bad}) assert.spy(s).was_not.called_with(${matcher})`);
    expect(vm.world.checks.failures).toEqual([]);
  });
});

const EVEN = `
  local say = require("say")
  say:set("assertion.even.positive", "expected %s to be even")
  say:set("assertion.even.negative", "expected %s to be odd")
  assert:register("assertion", "even", function(state, arguments) return arguments[1] % 2 == 0 end,
    "assertion.even.positive", "assertion.even.negative") `;

describe("what luassert's users register", () => {
  it.each([
    `${EVEN} assert.is_even(2)`,
    `${EVEN} assert.is_not.even(3)`,
    'assert:register("modifier", "loud", function(state) state.payload = 1 end) assert.loud.is_true(true)',
    'assert:register("matcher", "odd", function(_, _) return function(v) return v % 2 == 1 end end) local s = spy.new() s(3) assert.spy(s).called_with(match.is_odd())',
    'assert:set_parameter("depth", 3) assert.equal(3, assert:get_parameter("depth"))',
    'local t = { f = print } local snap = assert:snapshot() stub(t, "f") snap:revert() assert.equal(print, t.f)',
    'assert.is_unique({ 1, 2, 3 })',
    'assert.is_not_unique({ { 1 }, { 1 } }, true)',
    'assert.array({ 1, 2 }).has_no.holes()',
    'assert.array({ 1, nil, 3 }).has.holes()',
    'assert.returned_arguments(2, nil, nil)',
    'assert.equal(assert, require("luassert"))',
  ])('holds: %s', async (code) => {
    const vm = openTestVm();
    await vm.run(code);
    expect([vm.world.checks.count, vm.world.checks.failures]).toEqual([1, []]);
  });

  it('fails with its message', async () => {
    const vm = openTestVm();
    await vm.fail(`${EVEN} assert.is_even(3)`);
    await vm.fail(`${EVEN} assert.is_not_even(4)`);
    expect(vm.world.checks.failures.map(({ message }) => message)).toEqual([
      'expected 3 to be even',
      'expected 4 to be odd',
    ]);
  });

  it('shows values by its formatters', async () => {
    const vm = openTestVm();
    await vm.fail(
      'assert:add_formatter(function(v) if type(v) == "table" then return "T" .. #v end end) assert.same({ 1 }, { 1, 2 })',
    );
    expect(vm.world.checks.failures).toMatchObject([{ expected: 'T1', actual: 'T2' }]);
  });

  it('refuses a module that is not there', async () => {
    expect(await openTestVm().fail('require("luassert.nope")')).toContain(
      'require: luassert.nope is not among what moonrig has of luassert',
    );
  });
});
