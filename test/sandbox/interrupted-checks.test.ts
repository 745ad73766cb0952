import { describe, expect, it } from 'vitest';
import { outcomes, runAll, useProjects } from '../run/harness.js';

const projects = useProjects();

const SCRIPT = `
local M = {}
function M.yields(cb) coroutine.resume(coroutine.create(cb), setmetatable({}, { __eq = function() coroutine.yield() end })) end
function M.raises(cb) pcall(cb, { render = function() error("x") end }) end
function M.memory(cb)
  local keep, size = {}, 2 ^ 26 | 0
  while size >= 16 do
    if not pcall(function() keep[#keep + 1] = string.rep("x", size) end) then size = size // 2 end
  end
  pcall(cb, { 1 })
end
function M.depth(cb) local d = {} for _ = 1, 20000 do d = { d } end pcall(cb, d) end
function M.turns_off(cb) getmetatable(cb).__call = function() end end
function M.finalizes(cb)
  local meta = {}
  local value = setmetatable({}, meta)
  meta.__gc = function() M.ran = true end
  cb(value)
end
return M
`;

const SCENARIOS = `
local M = script.load("rules/s")
it("yields", function() M.yields(function(x) assert.equal({}, x) end) assert.is_true(true) end)
it("raises", function() M.raises(function(x) assert.contains_text(x, "hello") end) assert.is_true(true) end)
it("memory", function() M.memory(function(x) assert.same({ 2 }, x) end) assert.is_true(true) end)
it("misuse", function() M.memory(function(x) assert.is_treu(x) end) assert.is_true(true) end)
it("depth", function()
  M.depth(function(x) local e = {} for _ = 1, 20000 do e = { e } end e.x = 1 assert.same(e, x) end)
  assert.is_true(true)
end)
it("own", function()
  assert:register("assertion", "mine", function() error("x") end)
  pcall(function() assert.mine(1) end)
  assert.is_true(true)
end)
`;

it('a check that a script under test interrupts has failed', async () => {
  const root = projects.project({ 'rules/s.lua': SCRIPT, 'a.scenario.lua': SCENARIOS });
  const results = await runAll(root, ['a.scenario.lua'], { timeoutMs: 60_000 });
  expect(outcomes(results)).toEqual(
    ['yields', 'raises', 'memory', 'misuse', 'depth', 'own'].map((name) => `${name}: failed`),
  );
});

describe('a check that has come to its answer', () => {
  it.each([
    'assert.has_error(function() assert.near("x", 1, 1) end)',
    'assert.has_error(function() assert.equal(1, 2) end)',
    'assert.has_error(function() assert.is_true((nil).x) end)',
    'assert.has_error(function() assert.has_error(function() end) end)',
    'assert.has_error_matches(function() assert.same({}, 1) end, "same")',
  ])('is not told again: %s', async (code) => {
    const [result] = await projects.run(`it("a", function() ${code} end)`);
    expect([result?.outcome, result?.failures]).toEqual(['passed', []]);
  });
});

it('a script cannot switch off the spies it is given, nor get a finalizer in through them', async () => {
  const source = `
    local M = script.load("rules/s")
    it("off", function()
      local s = spy.new()
      pcall(M.turns_off, s)
      s("x")
      assert.spy(s).was.called(1)
    end)
    it("gc", function()
      local s = spy.new()
      M.finalizes(s)
      s:clear()
      for i = 1, 100000 do local _ = { i } end
      assert.is_nil(M.ran)
    end)`;
  const root = projects.project({ 'rules/s.lua': SCRIPT, 'a.scenario.lua': source });
  expect(outcomes(await runAll(root, ['a.scenario.lua']))).toEqual(['off: passed', 'gc: passed']);
});

it('a behavior does not hide its calls by giving its task another name', async () => {
  const root = projects.project({
    'agents/behaviors/ghost.lua': 'function build_task_prompt(task) task.id = "decoy" return "hello" end',
    'a.scenario.lua': `it("never", function()
      llm.on{}:reply{ text = "ok" }
      local result = Agent.new("ghost"):execute{ id = "t1", description = "d" }
      assert.equal("t1", result.task_id)
      assert.trajectory(result):never("llm.call")
    end)`,
  });
  expect(outcomes(await runAll(root, ['a.scenario.lua']))).toEqual(['never: failed']);
});

it('what failures tell of huge values is bounded', async () => {
  const [result] = await projects.run(`
    local function big(k) local t = {} for i = 1, 300 do t[i] = string.rep("é" .. k, 400) .. i end return t end
    it("a", function() for i = 1, 20 do check.same(big("a" .. i), big("b" .. i)) end end)`);
  expect(result?.failures).toHaveLength(20);
  expect(JSON.stringify(result).length).toBeLessThan(2 * 1024 * 1024);
});
