import { describe, expect, it } from 'vitest';
import { outcomes, runAll, useProjects } from './harness.js';

const projects = useProjects();

const LIBRARY = `
local stack = {}
stack.__index = stack
stack.__eq = function(a, b) return #a.items == #b.items end
function stack.new() return setmetatable({ items = {} }, stack) end
function stack:push(item) self.items[#self.items + 1] = item return self end
return stack
`;

const HELPER = `
local say = require("say")
say:set("assertion.tall.positive", "expected a stack taller than %s")
assert:register("assertion", "tall", function(_, arguments) return #arguments[2].items > arguments[1] end,
  "assertion.tall.positive")
`;

const SPEC = `
require("busted.runner")()
local luassert = require("luassert")
local stack = require("stack")

insulate("a stack", function()
  local mine
  lazy_setup(function() mine = stack.new() end)
  before_each(function() mine:push(1) end)

  it("grows", function()
    assert.is_tall(0, mine)
    assert.has_no.errors(function() mine:push(2) end)
  end)
  it("asks __eq below the top", function()
    assert.same({ stack.new():push("a") }, { mine })
    assert.is_not.same(stack.new():push("a"), mine)
  end)
  it("lets a pcall hide a check", function()
    assert.is_false(pcall(function() assert.equal(1, 2) end))
  end)
  it("is loaded anew", function()
    package.loaded["stack"] = nil
    assert.are_not.equal(stack, require("stack"))
    collectgarbage()
  end)
  it("is not tall #slow", function() luassert.is_tall(5, mine) end)
  pending("sinks")
end)

randomize()
expose("what is put off", function()
  spec("is done at the end, and told", function()
    finally(function() error("late") end)
    assert.truthy(1)
  end)
end)
`;

describe('a spec of busted', () => {
  it('runs as it is', async () => {
    const root = projects.project({
      'spec/stack_spec.lua': SPEC,
      'spec/helper.lua': HELPER,
      'src/stack.lua': LIBRARY,
    });
    const results = await runAll(root, ['spec/stack_spec.lua'], {
      checks: 'lua',
      modulePaths: ['src'],
      setupFiles: ['spec/helper.lua'],
    });
    expect(outcomes(results)).toEqual([
      'a stack › grows: passed',
      'a stack › asks __eq below the top: passed',
      'a stack › lets a pcall hide a check: passed',
      'a stack › is loaded anew: passed',
      'a stack › is not tall #slow: failed',
      'a stack › sinks: skipped',
      'what is put off › is done at the end, and told: errored',
    ]);
    expect(results[4]?.failures).toMatchObject([{ message: 'expected a stack taller than 5' }]);
    expect(results[6]?.error?.message).toBe('in finally: late');
  });

  it('names the setup file that does not load', async () => {
    const files = { 'a.scenario.lua': 'it("a", function() assert.is_true(true) end)', 'helper.lua': 'local = 1' };
    const results = await runAll(projects.project(files), ['a.scenario.lua'], { setupFiles: ['helper.lua'] });
    expect(results).toMatchObject([{ outcome: 'errored', error: { at: { file: 'helper.lua', line: 1 } } }]);
    expect(results[0]?.error?.message).toContain('not valid Lua');
  });

  it('and the one that is not there', async () => {
    const files = { 'a.scenario.lua': 'it("a", function() assert.is_true(true) end)' };
    const results = await runAll(projects.project(files), ['a.scenario.lua'], { setupFiles: ['nope.lua'] });
    expect(results[0]?.error).toMatchObject({
      at: { file: 'nope.lua' },
      message: expect.stringContaining('cannot be read'),
    });
  });

  it('is told what stands in for io', async () => {
    const files = { 'a.scenario.lua': 'it("a", function() io.open("x") end)' };
    const results = await runAll(projects.project(files), ['a.scenario.lua']);
    expect(results[0]?.error?.hint).toContain('workspace.read_file');
  });

  it('fails where a chain of words was begun and forgotten', async () => {
    const source = 'it("a", function() local s = spy.new() s() assert.is_true(true) assert.spy(s) end)';
    const results = await runAll(projects.project({ 'a.scenario.lua': source }), ['a.scenario.lua']);
    expect(results[0]).toMatchObject({ outcome: 'failed' });
    expect(results[0]?.failures[0]?.message).toContain('names no check behind it');
  });

  it('does not blame a chain that the file begins and another scenario completes', async () => {
    const source = `
      local notified = assert.spy(spy.new())
      it("unrelated", function() assert.is_true(true) end)
      it("uses it", function() notified.was_not.called() end)`;
    const results = await runAll(projects.project({ 'a.scenario.lua': source }), ['a.scenario.lua']);
    expect(outcomes(results)).toEqual(['unrelated: passed', 'uses it: passed']);
  });

  it('tells what the body raised before what finally and after_each did', async () => {
    const source = `
      after_each(function() error("last") end)
      it("a", function() finally(function() error("late") end) error("the cause") end)`;
    const [result] = await projects.run(source);
    const then = ['then at a.scenario.lua:3, in finally: late', 'then at a.scenario.lua:2, in after_each: last'];
    expect(result?.error?.message).toBe(['the cause', ...then].join('\n'));
  });

  it.each(['lua', 'strict'] as const)(
    'tells a failed check and what after_each raised, with checks = %s',
    async (checks) => {
      const source = `
      after_each(function() error("late") end)
      after_each(function() assert.is_true(false) end)
      it("a", function() pcall(assert.equal, "caught", 1) assert.equal(1, 2) end)`;
      const [result] = await projects.run(source, { checks });
      const told = [...(checks === 'strict' ? ['1'] : []), '2', 'false'];
      expect(result?.failures.map(({ actual }) => actual)).toEqual(told);
      expect(result).toMatchObject({ outcome: 'failed', error: { message: 'in after_each: late' } });
    },
  );

  it('keeps the globals of a block in it, and with insulate what it changes of the loaded modules', async () => {
    const source = `
      describe("sets", function()
        mine = 1
        function helper() return mine + 1 end
        setup(function() mine = 5 end)
        it("own", function() assert.equal(6, helper()) end)
        describe("inner", function() it("inherits", function() assert.equal(5, mine) end) end)
        require("m")
      end)
      insulate("fakes", function()
        package.loaded.m = "fake"
        it("sees the fake", function() assert.equal("fake", require("m")) end)
      end)
      it("others do not", function()
        assert.is_nil(mine)
        assert.equal(7, of_module)
        assert.equal("real", require("m"))
      end)`;
    const root = projects.project({ 'm.lua': 'of_module = 7 return "real"', 'a.scenario.lua': source });
    const results = await runAll(root, ['a.scenario.lua'], { checks: 'lua' });
    expect(outcomes(results)).toEqual([
      'sets › own: passed',
      'sets › inner › inherits: passed',
      'fakes › sees the fake: passed',
      'others do not: passed',
    ]);
  });

  it.each([
    ['what __index gives counts as content', 'assert.same({ x = 1 }, setmetatable({}, { __index = { x = 1 } }))'],
    ['an error is given without its address', 'assert.equal("x", (assert.has_error(function() error("x") end)))'],
    ['a pattern begins where the text of an error does', 'assert.error_matches(function() error("abc") end, "^abc$")'],
    ['a word may follow a check', 'assert.equals.Not(1, 2)'],
    ['a check may be replaced', 'assert:register("assertion", "same", function() return true end) assert.same(1, 2)'],
    [
      'code that a spec has loaded may look at its spies',
      'load("local s = spy.new() s(1) assert.equal(1, #s.calls)")()',
    ],
  ])('is answered as luassert does: %s', async (_, code) => {
    const [result] = await projects.run(`it("a", function() ${code} end)`, { checks: 'lua' });
    expect(result).toMatchObject({ outcome: 'passed', failures: [] });
  });

  it('takes blocks and scenarios without names, and results that mean nothing', async () => {
    const source = `
      describe(function()
        it(function() assert.is_true(true) return false end)
      end)
      function test_plain() return false end`;
    const results = await projects.run(source, { checks: 'lua' });
    expect(outcomes(results)).toEqual(['describe › it: passed', 'test_plain: failed']);
  });
});
