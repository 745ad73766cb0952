-- The checks of patterns in texts, and of what functions raise.
local rig = ...
local base, string = rig.base, rig.string
local type, pcall, tonumber, select = base.type, base.pcall, base.tonumber, base.select
local find, gsub = string.find, string.gsub
local inspect, inspect_line, misuse = rig.inspect, rig.inspect_line, rig.misuse
local add, difference, is_callable = rig.add_assertion, rig.difference, rig.is_callable
local pattern_fault = rig.host("check.pattern_fault")

-- Patterns ---------------------------------------------------------------------------------------------------------

--- An error as text where it says itself as one, else nil.
local function text_of(problem)
  local meta = type(problem) == "table" and rig.debug.getmetatable(problem)
  if type(problem) == "string" or type(problem) == "number" or (meta and base.rawget(meta, "__tostring")) then
    return rig.tostring(problem)
  end
end

--- Where a match may begin, as far as an argument says so; in luassert's world a text may say it.
local function read_init(init)
  if type(init) == "number" then return init end
  return rig.is_for_busted and type(init) == "string" and tonumber(init) or nil
end

--- The captures of a pattern in a text as a packed list, else the whole match; with `plain`, of a text. nil where there is
--- none, or no text. A pattern that Lua would not have read to its end is looked at as well: it may be none.
local function find_match(name, pattern, text, init, plain)
  rig.want("assert." .. name, "string", pattern)
  local found = rig.pack(pcall(find, text or "", pattern, read_init(init) or 1, plain == true))
  local fault = not found[1] and found[2] or not found[2] and plain ~= true and pattern_fault(pattern)
  if fault then misuse("assert." .. name .. ": " .. fault) end
  if text == nil or not found[2] then return nil end
  if found.n == 3 then return { string.sub(text, found[2], found[3]), n = 1 } end
  return { n = found.n - 3, rig.unpack(found, 4, found.n) }
end

rig.find_match = find_match

local function captures_of(captures)
  return rig.unpack(captures, 1, captures.n)
end

--- The note of a check with a pattern may stand third, or behind `init` and `plain`.
local function note_behind_pattern(_, _, third, _, fifth)
  if third == nil or read_init(third) then return fifth end
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
    if rig.is_for_busted then return end
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

--- What luassert gives of an error: without its address, as text where a text was wanted, and the arguments behind it.
local function give_as_luassert(problem, _, ...)
  local wants_text = type((...)) == "string"
  return bare_message(wants_text and text_of(problem) or problem), ...
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
  gives = function(found, ...)
    if rig.is_for_busted then return give_as_luassert(found.problem, ...) end
    return found.problem
  end,
})

--- The captures of a pattern in what was raised; with its address too, but in luassert's world that is no part of it.
local function match_error(pattern, problem, init, plain)
  local text = type(problem) == "boolean" and rig.tostring(problem) or text_of(problem)
  local captures = find_match("error_matches", pattern, bare_message(text), init, plain)
  if captures or rig.is_for_busted or text == nil then return captures end
  return find_match("error_matches", pattern, text, init, plain)
end

--- The function raises a text that matches a pattern.
add({ "error_matches", "errors_match", "error_match", "matches_error", "match_error" }, {
  count = 2, form = "has",
  note = function(_, ...) return note_behind_pattern(...) end,
  holds = function(state, fn, pattern, init, plain)
    local returned, problem = call_raiser("error_matches", state.negated, fn)
    local found = { returned = returned, problem = problem }
    -- luassert takes no pattern for no error.
    if pattern == nil and problem == nil and rig.is_for_busted then return not returned, found end
    found.captures = match_error(pattern, not returned and problem or nil, init, plain)
    return found.captures ~= nil, found
  end,
  gives = function(found, ...)
    if found.captures then return captures_of(found.captures) end
    if rig.is_for_busted and select(2, ...) ~= nil then return give_as_luassert(found.problem, ...) end
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
