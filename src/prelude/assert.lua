-- Checks. Each tells the host at once whether it held, so that no pcall can hide one; then, if not, it raises.
local rig = ...
local base, string, math = rig.base, rig.string, rig.math
local type, select, pcall, setmetatable, error = base.type, base.select, base.pcall, base.setmetatable, base.error
local find, format = string.find, string.format
local host, inspect, inspect_line, raise = rig.host, rig.inspect, rig.inspect_line, rig.raise

local check_passed, check_failed, explain_check = host("check.passed"), host("check.failed"), host("check.explain")
local withdraw_check = host("check.withdraw")
local bounded = rig.bounded

--- What the last failed check raised, and the number the host knows it by; by it the runner knows that an error is a
--- verdict and not a crash.
rig.raised_check = nil
local raised_number

local function raise_check(number, problem)
  rig.raised_check, raised_number = problem, number
  error(problem, 0)
end

--- A note as text, without metamethods: what it says must not keep the check from being told.
local function note_text(note)
  return type(note) == "string" and note or inspect_line(note, 1000)
end

--- Tells of a failed check and raises its message at the user's line. `describe` gives the detail.
local function fail(name, describe, note)
  -- Before anything of the user's is shown: that may take more memory than there is, and a pcall may be around it.
  local number = check_failed(name)
  local detail = describe()
  if note ~= nil then detail.message = note_text(note) .. "\n" .. detail.message end
  detail.message = bounded(detail.message)
  explain_check(number, detail)
  local file, line = rig.user_frame()
  raise_check(number, (file and file .. ":" .. line .. ": " or "") .. detail.message)
end

--- Makes a check of `test`, which gives nothing where it holds, else what describes the failure and the user's note.
local function make_check(name, test)
  return function(...)
    local describe, note = test(...)
    if describe then return fail(name, describe, note) end
    check_passed(name)
    return ...
  end
end

--- Describes a failure by a message alone.
local function message_only(message)
  return function() return { message = message } end
end

--- Describes a failure by what was expected and what came.
local function difference(message, expected, actual, path)
  return function()
    local differs_at = path and bounded(path)
    return { message = message, expected = inspect(expected), actual = inspect(actual), differs_at = differs_at }
  end
end

local checks = {}

function checks.is_true(value, note)
  if value ~= true then return difference("expected true", true, value), note end
end

function checks.is_false(value, note)
  if value ~= false then return difference("expected false", false, value), note end
end

function checks.is_nil(value, note)
  if value ~= nil then return difference("expected nil", nil, value), note end
end

function checks.is_not_nil(value, note)
  if value == nil then return message_only("expected a value, got nil"), note end
end

--- Equal as Lua's `==` has it: tables by identity.
function checks.equal(expected, actual, note)
  if expected == actual then return end
  return function()
    local message = "expected the two to be equal"
    if type(expected) == "table" and type(actual) == "table" and rig.equal(expected, actual) then
      message = "these are two tables with the same content, not one; assert.same compares content"
    end
    return difference(message, expected, actual)()
  end, note
end

function checks.not_equal(unwanted, actual, note)
  if unwanted ~= actual then return end
  return function() return { message = "expected anything but " .. inspect_line(actual, 200) } end, note
end

--- The same through and through.
function checks.same(expected, actual, note)
  local ok, path = rig.same(expected, actual)
  if not ok then return difference("expected the same content", expected, actual, path), note end
end

function checks.matches(pattern, text, note)
  rig.expect("assert.matches", "string", pattern)
  if type(text) ~= "string" then return difference("expected a text that matches", pattern, text), note end
  local valid, from = pcall(find, text, pattern)
  if not valid then raise("assert.matches: " .. from) end
  if not from then
    return difference("expected a text that matches the pattern", pattern, text), note
  end
end

function checks.near(expected, actual, tolerance, note)
  rig.expect("assert.near", "number", expected)
  rig.expect("assert.near", "number", tolerance)
  if type(actual) ~= "number" then return difference("expected a number", expected, actual), note end
  local distance = math.abs(expected - actual)
  if distance <= tolerance then return end
  return function()
    local bounds = "expected a number within %s of %s; it is %s away"
    local message = format(bounds, inspect(tolerance), inspect(expected), inspect(distance))
    return difference(message, expected, actual)()
  end, note
end

--- A text holds a part of it, a list an item, a table a key's value.
function checks.contains(container, item, note)
  local is_text = type(container) == "string" and type(item) == "string"
  if is_text then
    if find(container, item, 1, true) then return end
  elseif type(container) ~= "table" then
    raise("assert.contains: a text or a table is expected first, got " .. type(container))
  else
    for _, value in base.next, container do
      if rig.equal(item, value) then return end
    end
  end
  return function()
    local message = "expected the " .. (is_text and "text" or "table") .. " to contain " .. inspect_line(item, 200)
    return { message = message, actual = inspect(container) }
  end, note
end

local asserts = {}
for name, test in base.pairs(checks) do asserts[name] = make_check(name, test) end

--- Text of an error without the `file:line: ` that Lua puts before it.
local function bare_message(problem)
  return type(problem) == "string" and string.gsub(problem, "^[^\n]-:%d+: ", "") or problem
end

local function is_expected(wanted, problem)
  if wanted == nil or rig.equal(wanted, problem) then return true end
  return type(wanted) == "string" and wanted == bare_message(problem)
end

--- The function raises, and what it raises is `wanted` (with or without `file:line: `) where that is given.
function asserts.has_error(fn, wanted, note)
  rig.expect("assert.has_error", "function", fn)
  rig.raised_check = nil
  local ok, problem = pcall(fn)
  if ok then return fail("has_error", message_only("expected an error, but the function returned"), note) end
  if not is_expected(wanted, problem) then
    return fail("has_error", difference("expected another error", wanted, problem), note)
  end
  -- Only the check whose error this is was expected to fail; one that a pcall inside has hidden still counts.
  if rig.raised_check ~= nil and base.rawequal(problem, rig.raised_check) then withdraw_check(raised_number) end
  rig.raised_check = nil
  check_passed("has_error")
  return problem
end

--- A bare `assert` in a scenario file is a check; its message is raised as it is, as Lua does.
local function call_assert(_, ...)
  if select("#", ...) == 0 then raise("assert: a value is expected") end
  local value, message = ...
  if value then
    check_passed("assert")
    return ...
  end
  local text = message == nil and "assertion failed!" or message
  local number = check_failed("assert")
  explain_check(number, {
    message = bounded(type(text) == "string" and text or inspect_line(text, 1000)),
    expected = message == nil and "a true value" or nil,
    actual = message == nil and inspect(value) or nil,
  })
  raise_check(number, text)
end

local names = {}
for name in base.pairs(asserts) do names[#names + 1] = name end
rig.table.sort(names)

rig.scenario_globals.assert = setmetatable(asserts, {
  __call = call_assert,
  __index = function(_, name)
    raise("assert: there is no check called " .. inspect_line(name, 60) .. "; there are " .. rig.table.concat(names, ", "))
  end,
})
