import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

/** Calls each function of an environment with what nobody expects, and gives the messages that tell of moonrig's own code. */
const CALL_ALL = `
local env = ...
local function raise() error("mine") end
local list = { 1, 2, 3 }
local values = { nil, true, 7, -1, 0.5, 1 / 0, "text", "", "%", {}, list, print, coroutine.create(print),
  setmetatable({}, { __metatable = "mine" }), setmetatable({}, { __index = raise, __call = raise, __tostring = raise }) }
local COUNT = 15
local told, seen, called, known = {}, { [env] = true }, 0, {}

local function note(path, ok, problem)
  called = called + 1
  if ok or type(problem) ~= "string" then return end
  local is_ours = problem:find("[moonrig", 1, true) or problem:find("real_", 1, true)
  if not is_ours or known[path .. problem] then return end
  known[path .. problem] = true
  told[#told + 1] = path .. ": " .. problem
end

local function try(path, fn)
  note(path, pcall(fn))
  for i = 1, COUNT do
    note(path, pcall(fn, values[i]))
    for j = 1, COUNT do
      note(path, pcall(fn, values[i], values[j]))
      note(path, pcall(fn, list, values[i], values[j]))
      note(path, pcall(fn, "text", values[i], values[j]))
    end
  end
end

local function walk(holder, path)
  for key, value in next, holder do
    local name = path .. tostring(key)
    if type(value) == "function" and not SKIPPED[name] then try(name, value)
    elseif type(value) == "table" and not seen[value] then
      seen[value] = true
      walk(value, name .. ".")
    end
  end
end
walk(env, "")
table.sort(told)
return called, table.concat(told, "\\n")
`;

/** Those that would wait, define scenarios, or say what they are told to. */
const SKIPPED = [
  'error',
  'assert',
  'breakpoint',
  'clock.sleep',
  'coroutine.yield',
  'print',
  'pcall',
  'xpcall',
  'llm.call',
  ...['describe', 'context', 'it', 'test', 'scenario', 'each', 'pending', 'todo', 'insulate', 'expose', 'property'],
  ...[
    'setup',
    'teardown',
    'before_each',
    'after_each',
    'lazy_setup',
    'lazy_teardown',
    'strict_setup',
    'strict_teardown',
  ],
  'probe',
  'keep',
];

describe('a function that is called with what nobody expects', () => {
  it.each([
    ['a script', 'script.load("test/sandbox/empty_script")'],
    ['a scenario file', '_G'],
  ])('tells nothing of moonrig’s own code: those of %s', async (_, environment) => {
    const test = openTestVm();
    const skipped = `{ ${SKIPPED.map((name) => `["${name}"] = true`).join(', ')} }`;
    const [called, told] = await test.run(
      `SKIPPED = ${skipped}
local copy = {}
for key, value in pairs(${environment}) do if key ~= "_G" and not SKIPPED[key] then copy[key] = value end end
return assert(load([==[${CALL_ALL}]==]))(copy)`,
    );
    expect(Number(called)).toBeGreaterThan(10_000);
    expect(told).toBe('');
  });

  it.each([
    ['string.format("%d", "x")', "bad argument #2 to 'format' (number expected, got string)"],
    ['string.format("%y", 1)', "invalid conversion '%y' to 'format'"],
    ['setmetatable(1, {})', "bad argument #1 to 'setmetatable' (table expected, got number)"],
    ['setmetatable({}, 1)', "bad argument #2 to 'setmetatable' (nil or table expected, got number)"],
    ['setmetatable(setmetatable({}, { __metatable = 1 }), {})', 'cannot change a protected metatable'],
    ['rawset({}, nil, 1)', 'table index is nil'],
    ['rawset({}, 0 / 0, 1)', 'table index is NaN'],
    ['coroutine.wrap(1)', "bad argument #1 to 'wrap' (function expected, got number)"],
    ['coroutine.resume(print)', "bad argument #1 to 'resume' (thread expected, got function)"],
    ['math.randomseed("x")', "bad argument #1 to 'randomseed' (number expected, got string)"],
    ['os.difftime("x")', "bad argument #1 to 'difftime' (number expected, got string)"],
    ['Prompt.bullet("x")', 'prompt:bullet: a Prompt is expected before the colon, got string'],
  ])('is told at the user’s line what Lua would say: %s', async (call, message) => {
    expect(await openTestVm().fail(call)).toBe(`test.lua:1: ${message}`);
  });
});
