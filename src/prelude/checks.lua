-- The checks that every scenario file has.
local rig = ...
local base, string, math = rig.base, rig.string, rig.math
local type, pcall, tonumber = base.type, base.pcall, base.tonumber
local find, format, gsub = string.find, string.format, string.gsub
local inspect, inspect_line, misuse = rig.inspect, rig.inspect_line, rig.misuse
local add, difference = rig.add_assertion, rig.difference
local pattern_fault = rig.host("check.pattern_fault")

--- A check of one value's kind.
local function add_kind(names, holds, what)
  add(names, {
    count = 1, form = "is",
    holds = function(_, value) return holds(value) end,
    fails = function(_, value) return { message = "expected " .. what, actual = inspect(value) } end,
    fails_not = function(_, value) return { message = "expected anything but " .. what, actual = inspect(value) } end,
  })
end

local function add_constant(name, wanted)
  add({ name }, {
    -- A function that returns nothing gives no value to `assert.is_nil(f())`.
    count = wanted == nil and 0 or 1, note = 2, form = "is",
    holds = function(_, value) return value == wanted end,
    fails = function(_, value) return difference("expected " .. name, wanted, value) end,
    fails_not = function()
      return { message = wanted == nil and "expected a value, got nil" or "expected anything but " .. name }
    end,
  })
end

add_constant("true", true)
add_constant("false", false)
add_constant("nil", nil)
add_kind({ "truthy" }, function(value) return value end, "a true value")
add_kind({ "falsy", "falsey" }, function(value) return not value end, "false or nil")
for _, kind in base.ipairs({ "boolean", "number", "string", "table", "function", "thread", "userdata" }) do
  add_kind({ kind }, function(value) return type(value) == kind end, "a " .. kind)
end

local function is_callable(value)
  local meta = type(value) == "table" and rig.debug.getmetatable(value)
  return type(value) == "function" or (meta and type(base.rawget(meta, "__call")) == "function") or false
end
rig.is_callable = is_callable
add_kind({ "callable" }, is_callable, "a function, or a table that can be called")

--- Equal as Lua's `==` has it: tables by identity.
add({ "equal", "equals" }, {
  count = 2,
  holds = function(_, expected, actual) return expected == actual end,
  fails = function(_, expected, actual)
    local message = "expected the two to be equal"
    if type(expected) == "table" and type(actual) == "table" and rig.equal(expected, actual) then
      message = "these are two tables with the same content, not one; assert.same compares content"
    end
    return difference(message, expected, actual)
  end,
  fails_not = function(_, _, actual) return { message = "expected anything but " .. inspect_line(actual, 200) } end,
})

--- The same through and through.
add({ "same" }, {
  count = 2,
  holds = function(_, expected, actual) return rig.same(expected, actual) end,
  fails = function(path, expected, actual) return difference("expected the same content", expected, actual, path) end,
  fails_not = function(_, _, actual) return { message = "expected other content than " .. inspect_line(actual, 200) } end,
})

add({ "near" }, {
  count = 3,
  holds = function(state, expected, actual, tolerance)
    local wanted, limit = tonumber(expected), tonumber(tolerance)
    rig.want("assert.near", "number", wanted or expected)
    rig.want("assert.near", "number", limit or tolerance)
    if not (limit >= 0) then misuse("assert.near: a tolerance of 0 or more is expected, got " .. inspect(tolerance)) end
    local number = tonumber(actual)
    if state.negated then rig.want("assert.not_near", "number", number or actual) end
    local distance = number and math.abs(wanted - number)
    return number ~= nil and distance <= limit, distance
  end,
  fails = function(distance, expected, actual, tolerance)
    if not distance then return difference("expected a number", expected, actual) end
    local message = "expected a number within %s of %s; it is %s away"
    return difference(format(message, inspect(tolerance), inspect(expected), inspect(distance)), expected, actual)
  end,
  fails_not = function(_, expected, actual, tolerance)
    local message = "expected a number farther than %s from %s, got %s"
    return { message = format(message, inspect(tolerance), inspect(expected), inspect(actual)) }
  end,
})

--- An error as text where it says itself as one, else nil.
local function text_of(problem)
  local meta = type(problem) == "table" and rig.debug.getmetatable(problem)
  if type(problem) == "string" or type(problem) == "number" or (meta and base.rawget(meta, "__tostring")) then
    return rig.tostring(problem)
  end
end

--- The captures of a pattern in a text as a packed list, else the whole match; with `plain`, of a text. nil where there is
--- none, or no text. A pattern that Lua would not have read to its end is looked at as well: it may be none.
local function find_match(name, pattern, text, init, plain)
  rig.want("assert." .. name, "string", pattern)
  local from = type(init) == "number" and init or 1
  local found = rig.pack(pcall(find, text or "", pattern, from, plain == true))
  local fault = not found[1] and found[2] or not found[2] and plain ~= true and pattern_fault(pattern)
  if fault then misuse("assert." .. name .. ": " .. fault) end
  if text == nil or not found[2] then return nil end
  if found.n == 3 then return { string.sub(text, found[2], found[3]), n = 1 } end
  return { n = found.n - 3, rig.unpack(found, 4, found.n) }
end

local function captures_of(captures)
  return rig.unpack(captures, 1, captures.n)
end

--- The note of a check with a pattern may stand third, or behind `init` and `plain`.
local function note_behind_pattern(_, _, third, _, fifth)
  if type(third) == "number" or third == nil then return fifth end
  return third
end

add({ "matches", "match" }, {
  count = 2, note = note_behind_pattern,
  holds = function(state, pattern, value, init, plain)
    local text = text_of(value)
    if state.negated then rig.want("assert.not_matches", "string", text or value) end
    local captures = find_match("matches", pattern, text, init, plain)
    return captures ~= nil, captures
  end,
  gives = function(captures, ...)
    if captures then return captures_of(captures) end
    return ...
  end,
  fails = function(_, pattern, text)
    local pattern_too = type(text) == "string" and " the pattern" or ""
    return difference("expected a text that matches" .. pattern_too, pattern, text)
  end,
  fails_not = function(_, pattern, text)
    return { message = "expected a text that does not match " .. inspect_line(pattern, 200), actual = inspect(text) }
  end,
})

--- A text holds a part of it, a list an item, a table a key's value.
add({ "contains", "contain" }, {
  count = 2,
  holds = function(_, container, item)
    if type(container) == "string" then
      return find(container, rig.want("assert.contains, in a text", "string", item), 1, true) ~= nil
    end
    if type(container) ~= "table" then
      misuse("assert.contains: a text or a table is expected first, got " .. type(container))
    end
    if item == nil then misuse("assert.contains: no table holds nil; something is expected second") end
    for _, value in base.next, container do
      if rig.equal(item, value) then return true end
    end
    return false
  end,
  fails = function(_, container, item)
    local kind = type(container) == "string" and "text" or "table"
    local message = "expected the " .. kind .. " to contain " .. inspect_line(item, 200)
    return { message = message, actual = inspect(container) }
  end,
  fails_not = function(_, container, item)
    local kind = type(container) == "string" and "text" or "table"
    return { message = "expected the " .. kind .. " not to contain " .. inspect_line(item, 200), actual = inspect(container) }
  end,
})

-- Errors -----------------------------------------------------------------------------------------------------------

--- Text of an error without the `file:line: ` that Lua puts before it.
local function bare_message(problem)
  return type(problem) == "string" and gsub(problem, "^[^\n]-:%d+: ", "") or problem
end
rig.bare_message = bare_message

local function is_expected(wanted, problem)
  if wanted == nil or rig.is_same(wanted, problem) then return true end
  local said = bare_message(text_of(problem))
  if rig.is_for_busted and type(wanted) == "number" then return wanted == tonumber(said) end
  return type(wanted) == "string" and wanted == said
end

--- Calls what is expected to raise, or not to. Gives whether it returned, and what it raised.
local function call_raiser(name, negated, fn)
  if not is_callable(fn) then misuse("assert." .. name .. ": a function is expected, got " .. type(fn)) end
  if negated then return pcall(fn) end
  return rig.expecting_failure(fn)
end

--- The function raises, and what it raises is `wanted` (with or without `file:line: `) where that is given.
add({ "error", "errors" }, {
  count = 1, note = 3, form = "has",
  holds = function(state, fn, wanted)
    local returned, problem = call_raiser("has_error", state.negated, fn)
    return not returned and is_expected(wanted, problem), { returned = returned, problem = problem }
  end,
  fails = function(found, _, wanted)
    if found.returned then return { message = "expected an error, but the function returned" } end
    return difference("expected another error", wanted, found.problem)
  end,
  fails_not = function(found) return { message = "expected no error", actual = inspect(found.problem) } end,
  gives = function(found) return found.problem end,
})

--- The function raises a text that matches a pattern.
add({ "error_matches", "errors_match", "error_match", "matches_error", "match_error" }, {
  count = 2, form = "has",
  note = function(_, ...) return note_behind_pattern(...) end,
  holds = function(state, fn, pattern, init, plain)
    local returned, problem = call_raiser("error_matches", state.negated, fn)
    local text = not returned and (type(problem) == "boolean" and rig.tostring(problem) or text_of(problem)) or nil
    local captures = find_match("error_matches", pattern, bare_message(text), init, plain)
    -- In luassert's world the address is no part of the text.
    if text and not (captures or rig.is_for_busted) then captures = find_match("error_matches", pattern, text, init, plain) end
    return captures ~= nil, { returned = returned, problem = problem, captures = captures }
  end,
  gives = function(found)
    if found.captures then return captures_of(found.captures) end
    return nil, found.problem
  end,
  fails = function(found, _, pattern)
    if found.returned then return { message = "expected an error, but the function returned" } end
    return difference("expected an error that matches the pattern", pattern, found.problem)
  end,
  fails_not = function(found, _, pattern)
    return { message = "expected no error that matches " .. inspect_line(pattern, 200), actual = inspect(found.problem) }
  end,
})

rig.add_shortcuts({
  "is_true", "is_false", "is_nil", "is_not_nil", "equal", "equals", "not_equal", "same", "not_same", "matches", "near",
  "contains", "has_error", "truthy", "falsy", "is_string", "is_number", "is_table", "is_function", "is_boolean",
})
