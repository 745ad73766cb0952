import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/model/outcome.js';
import { openTestVm } from '../vm/harness.js';

/** The failures that a piece of a scenario leaves, and how many checks it made. */
async function check(source: string): Promise<{ failures: readonly Failure[]; count: number }> {
  const vm = openTestVm();
  await vm.run(`pcall(function() ${source}\nend)`);
  return { failures: vm.world.checks.failures, count: vm.world.checks.count };
}

describe('a check that holds', () => {
  it.each([
    'assert(1)',
    'assert.is_true(true)',
    'assert.is_false(false)',
    'assert.is_nil(nil)',
    'assert.is_not_nil(false)',
    'assert.equal(1, 1.0)',
    'local t = {} assert.equal(t, t)',
    'assert.not_equal({}, {})',
    'assert.same({ 1, { a = { true } } }, { 1, { a = { true } } })',
    'local a, b = {}, {} a.me, b.me = a, b assert.same(a, b)',
    'assert.has_error(function() error("x") end)',
    'assert.has_error(function() error("x") end, "x")',
    'assert.has_error(function() error("x", 0) end, "x")',
    'assert.has_error(function() error({ code = 5 }) end, { code = 5 })',
    'assert.matches("^%d+$", "123")',
    'assert.near(1, 1.05, 0.1)',
    'assert.contains("haystack", "st")',
    'assert.contains({ 1, { a = 2 } }, { a = 2 })',
  ])('%s', async (source) => {
    expect(await check(source)).toEqual({ failures: [], count: 1 });
  });

  it('gives its arguments on', async () => {
    expect(await openTestVm().run('return assert(1, "note", 3)')).toEqual([1, 'note', 3]);
    expect(await openTestVm().run('return assert.has_error(function() error("why", 0) end)')).toEqual(['why']);
  });
});

describe('a check that does not hold', () => {
  it.each<[string, Partial<Failure>]>([
    ['assert(nil)', { check: 'assert', message: 'assertion failed!', expected: 'a true value', actual: 'nil' }],
    ['assert(false, "too dear")', { check: 'assert', message: 'too dear' }],
    ['assert(false, { code = 1 })', { check: 'assert', message: '{ code = 1 }' }],
    ['assert.is_true(1)', { check: 'is_true', message: 'expected true', expected: 'true', actual: '1' }],
    ['assert.is_false(nil, "must be off")', { message: 'must be off\nexpected false', actual: 'nil' }],
    ['assert.is_nil("")', { actual: '""' }],
    ['assert.is_not_nil(nil)', { message: 'expected a value, got nil' }],
    ['assert.equal("a", "b")', { check: 'equal', expected: '"a"', actual: '"b"' }],
    ['assert.equal(1, "1")', { expected: '1', actual: '"1"' }],
    [
      'assert.equal({ 1 }, { 1 })',
      { message: 'these are two tables with the same content, not one; assert.same compares content' },
    ],
    ['assert.not_equal(1, 1)', { message: 'expected anything but 1' }],
    [
      'assert.same({ a = { 1, 2 } }, { a = { 1, 3 } })',
      { differsAt: '.a[2]', expected: '{ a = { 1, 2 } }', actual: '{ a = { 1, 3 } }' },
    ],
    ['assert.same({ ["odd key"] = 1 }, {})', { differsAt: '["odd key"]' }],
    ['assert.same({}, { extra = 1 })', { differsAt: '.extra' }],
    ['assert.same({ 1, 2 }, { 1 })', { differsAt: '[2]' }],
    ['assert.same(0/0, 0/0)', { expected: 'nan', actual: 'nan' }],
    [
      'assert.has_error(function() end)',
      { check: 'has_error', message: 'expected an error, but the function returned' },
    ],
    [
      'assert.has_error(function() error("b") end, "a")',
      { message: 'expected another error', expected: '"a"', actual: '"test.lua:1: b"' },
    ],
    [
      'assert.matches("^a", "b")',
      { message: 'expected a text that matches the pattern', expected: '"^a"', actual: '"b"' },
    ],
    ['assert.matches("a", nil)', { message: 'expected a text that matches', actual: 'nil' }],
    ['assert.near(1, 2, 0.5)', { message: 'expected a number within 0.5 of 1; it is 1 away' }],
    ['assert.near(1, 0/0, 0.5)', { check: 'near' }],
    ['assert.contains("abc", "x")', { message: 'expected the text to contain "x"', actual: '"abc"' }],
    ['assert.contains({ 1 }, 2)', { message: 'expected the table to contain 2' }],
  ])('%s', async (source, wanted) => {
    const { failures } = await check(source);
    expect(failures).toEqual([expect.objectContaining({ ...wanted, at: { file: 'test.lua', line: 1 } })]);
  });

  it('raises its message at the user’s line, and a bare assert its message as it is', async () => {
    const vm = openTestVm();
    expect(await vm.fail('\nassert.equal(1, 2)')).toBe('test.lua:2: expected the two to be equal');
    expect(await vm.fail('assert(false, "plain")')).toBe('plain');
    expect(await vm.run('local ok, e = pcall(assert, nil, { 1 }) return ok, e')).toEqual([false, [1]]);
  });
});

describe('has_error', () => {
  it('takes back the failure of the check it expected, and only that', async () => {
    expect(await check('assert.has_error(function() assert.equal(1, 2) end)')).toMatchObject({ failures: [] });
    const hidden = await check('assert.has_error(function() pcall(assert.equal, 1, 2) error("other") end)');
    expect(hidden.failures).toEqual([expect.objectContaining({ check: 'equal' })]);
    const unmatched = await check('assert.has_error(function() llm.call("haiku", "hi") end)');
    expect(unmatched.failures).toEqual([expect.objectContaining({ check: 'mock' })]);
  });
});

describe('a bare assert', () => {
  it('is Lua’s own in modules, whose named checks still count', async () => {
    const vm = openTestVm();
    const source = `
      local helper = require "test.prelude.asserting_module"
      return pcall(helper.bare, false), pcall(helper.named, 2)`;
    await vm.run(source);
    expect(vm.world.checks.failures.map((failure) => failure.check)).toEqual(['equal']);
    expect(vm.world.checks.count).toBe(1);
  });

  it('is Lua’s own in scripts under test, which have no named checks', async () => {
    const vm = openTestVm();
    await vm.run(
      'local s = script.load("test/sandbox/empty_script") local f = load("return assert", "x", "t", s)() pcall(f, false)',
    );
    expect(vm.world.checks.count).toBe(0);
  });
});

describe('a misspelt check', () => {
  it.each([
    ['assert.equls(1, 1)', 'assert: there is no check called "equls"; did you mean "equals"?'],
    ['assert.is_treu(true)', 'did you mean "is_true"?'],
    ['assert.are.smae({}, {})', 'did you mean "same"?'],
    ['assert.frobnicate(1)', 'assert: there is no check called "frobnicate"; there are contain, contains, equal,'],
    ['assert.is(1)', 'assert.is: this names no check; write one behind it, such as assert.is_nil'],
    ['assert.equal(1)', 'assert.equal: 2 values are expected, got 1'],
    ['assert.is_true()', 'assert.is_true: 1 value is expected, got 0'],
  ])('is an error with its line: %s', async (code, message) => {
    const told = await openTestVm().fail(code);
    expect(told).toContain('test.lua:1: ');
    expect(told).toContain(message);
  });
});

describe('chains of words', () => {
  it.each([
    'assert.are.equal(1, 1)',
    'assert.is_nil((function() end)())',
    'assert.are_not.equal(1, 2)',
    'assert.is_not.equal(1, 2)',
    'assert.are_not_equal(1, 2)',
    'assert.is.True(true)',
    'assert.is_not_false(nil)',
    'assert.is.Not.Nil(0)',
    'assert.has.error(function() error("x") end)',
    'assert.has_no.errors(function() end)',
    'assert.has.no.error(function() end)',
    'assert.error_matches(function() error("deep trouble") end, "trouble$")',
    'assert.has.error.matches(function() error("a+b") end, "a+b", 1, true)',
    'assert.is_callable(setmetatable({}, { __call = function() end }))',
    'assert.message("why").is_true(true)',
    'assert.not_matches("^a", "banana")',
    'assert.does_not.contain({ 1, 2 }, 3)',
    'assert.no.has.no.error(function() error("twice no") end)',
  ])('hold: %s', async (code) => {
    const vm = openTestVm();
    await vm.run(code);
    expect([vm.world.checks.count, vm.world.checks.failures]).toEqual([1, []]);
  });

  it.each([
    ['assert.are_not.equal(1, 1)', 'not_equal', 'expected anything but 1'],
    ['assert.is_not_true(true)', 'is_not_true', 'expected anything but true'],
    ['assert.has_no.errors(function() error("x") end)', 'has_no_error', 'expected no error'],
    ['assert.message("why").is_true(false)', 'is_true', 'why\nexpected true'],
    ['assert.error_matches(function() end, "x")', 'has_error_matches', 'expected an error, but the function returned'],
  ])('fail: %s', async (code, check, message) => {
    const vm = openTestVm();
    await vm.fail(code);
    expect(vm.world.checks.failures).toMatchObject([{ check, message }]);
  });
});
