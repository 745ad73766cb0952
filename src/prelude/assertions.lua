-- The registry of checks, and the chains of words that lead to them: `assert.is_not_nil`, `assert.are.equal`. Each check
-- tells the host at once whether it held, so that no pcall can hide one; then, if not, it raises.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, select, error, rawget, setmetatable = base.type, base.select, base.error, base.rawget, base.setmetatable
local format, gmatch, lower, sub = string.format, string.gmatch, string.lower, string.sub
local concat, unpack = table.concat, rig.unpack
local host, inspect, inspect_line, raise, bounded = rig.host, rig.inspect, rig.inspect_line, rig.raise, rig.bounded

local check_passed, check_failed, explain_check = host("check.passed"), host("check.failed"), host("check.explain")
local withdraw_check, show_locals = host("check.withdraw"), host("check.locals")

-- Failing ----------------------------------------------------------------------------------------------------------

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

--- Tells what the user's function knew. Last: where memory is short, all else has been told.
local function tell_locals(number)
  local locals = rig.try_part("locals", "failing_locals")
  if locals then show_locals(number, locals) end
end

--- Tells of a failed check; gives its number and what it raises. `describe` gives the detail as a table.
local function tell_failure(name, note, describe, ...)
  -- Before anything of the user's is shown: that may take more memory than there is, and a pcall may be around it.
  local number = check_failed(name)
  local detail = describe(...)
  if note ~= nil then detail.message = note_text(note) .. "\n" .. detail.message end
  detail.message = bounded(detail.message)
  explain_check(number, detail)
  tell_locals(number)
  local file, line = rig.user_frame()
  return number, (file and file .. ":" .. line .. ": " or "") .. detail.message
end

--- Tells of a failed check and raises its message at the user's line.
local function fail(name, note, describe, ...)
  return raise_check(tell_failure(name, note, describe, ...))
end

rig.pass_check, rig.fail_check, rig.tell_failure = check_passed, fail, tell_failure

--- Runs `fn(...)` and takes back the failed check whose error ended it: it was expected. One that a pcall inside has
--- hidden still counts. Gives what pcall gives.
function rig.expecting_failure(fn, ...)
  rig.raised_check = nil
  local results = rig.pack(base.pcall(fn, ...))
  if not results[1] and rig.raised_check ~= nil and base.rawequal(results[2], rig.raised_check) then
    withdraw_check(raised_number)
  end
  rig.raised_check = nil
  return unpack(results, 1, results.n)
end

-- Details of failures ----------------------------------------------------------------------------------------------

-- Bytes of two texts beyond which only what lies around their first difference is shown.
local LONG = 4000

--- By what was expected and what came.
function rig.difference(message, expected, actual, path)
  local differs_at = path and path ~= "" and bounded(path) or nil
  local kind = type(expected)
  local is_long = kind == type(actual)
    and (kind == "table" or kind == "string" and rig.show == inspect and #expected + #actual > LONG)
  local detail = is_long and rig.try_part("difference", "show_difference", expected, actual)
    or { expected = rig.show(expected), actual = rig.show(actual) }
  detail.message, detail.differs_at = message, differs_at
  return detail
end

--- How values are shown in failures; formatters of the user's own change it.
rig.show = inspect

-- The registry -----------------------------------------------------------------------------------------------------

local assertions, modifiers = {}, {}

--- Adds a check under all its names. Fields: `count`, how many values it needs; `note`, at which place a note may stand
--- (behind those), or what finds it in the arguments; `form`, which word is put before its name: "is", "was", "has", or
--- none; `holds(state, ...)` gives whether it holds, and something for the description; `fails(found, ...)` describes a
--- failure, `fails_not(found, ...)` one of its negation; `gives(found, ...)`, what the check returns where it held, else
--- its arguments.
function rig.add_assertion(names, assertion)
  local form, first = assertion.form, names[1]
  assertion.shown = form and form .. "_" .. first or first
  assertion.shown_not = (form and form .. (form == "has" and "_no_" or "_not_") or "not_") .. first
  assertion.note = assertion.note or assertion.count + 1
  for _, name in base.ipairs(names) do assertions[name] = assertion end
end

--- Adds a word that stands before a check. `change(state, ...)` changes what the check is made of: `negated`, `note`, and
--- fields of its own; it is given the arguments where the word is called, and may give what that call is to give.
function rig.add_modifier(name, change)
  modifiers[name] = change
end

local function keep() end
for _, name in base.ipairs({ "is", "are", "was", "were", "has", "have", "does", "be" }) do modifiers[name] = keep end
local function negate(state) state.negated = not state.negated end
for _, name in base.ipairs({ "not", "no" }) do modifiers[name] = negate end
function modifiers.message(state, note) state.note = note end

-- Running ----------------------------------------------------------------------------------------------------------

--- A check that is called in a wrong way. It counts as failed, or a pcall around it would hide that nothing was checked.
function rig.misuse(message)
  return fail("assert", nil, function() return { message = message } end)
end
local misuse = rig.misuse

--- The value where it is of that kind; else a misuse.
function rig.want(name, kind, value)
  if type(value) ~= kind then misuse(format("%s: a %s is expected, got %s", name, kind, type(value))) end
  return value
end

local function refuse_count(shown, count, given)
  misuse(format("assert.%s: %d value%s expected, got %d", shown, count, count == 1 and " is" or "s are", given))
end

--- The note of a call: what stands behind the values, unless the words before the check gave one.
local function note_of(assertion, state, ...)
  if state.note ~= nil then return state.note end
  local place = assertion.note
  if type(place) == "function" then return place(...) end
  return (select(place, ...))
end

--- Runs a check with the state that the words before it made. A soft one goes on, and gives whether it held.
local function run(assertion, state, ...)
  if state.begun then state.begun.done = true end
  local negated = state.negated == true
  local shown = negated and assertion.shown_not or assertion.shown
  local given = select("#", ...)
  if given < assertion.count then refuse_count(shown, assertion.count, given) end
  local held, found = assertion.holds(state, ...)
  if (held and true or false) == negated then
    local note, describe = note_of(assertion, state, ...), negated and assertion.fails_not or assertion.fails
    if not state.soft then return fail(shown, note, describe, found, ...) end
    tell_failure("check." .. shown, note, describe, found, ...)
    return false
  end
  check_passed(shown)
  if state.soft then return true end
  if assertion.gives then return assertion.gives(found, ...) end
  return ...
end

-- Chains of words --------------------------------------------------------------------------------------------------

local PLAIN = {}
--- Chains that were begun by a call, in this scenario.
local begun = {}

--- Tokens of a path, the longest registered names first: `has_error_matches` is `has`, `error_matches`. nil and the first
--- token that is none where it cannot be read.
local function read_path(path)
  local tokens, steps = {}, {}
  for token in gmatch(lower(path), "[^_]+") do tokens[#tokens + 1] = token end
  local first = 1
  while first <= #tokens do
    local last = #tokens
    local name = concat(tokens, "_", first, last)
    while last >= first and not assertions[name] and not modifiers[name] do
      last = last - 1
      name = concat(tokens, "_", first, last)
    end
    if last < first then return nil, concat(tokens, "_", first) end
    steps[#steps + 1] = name
    first = last + 1
  end
  return steps
end

local suggest = host("check.suggest")

--- What to write instead, for an error: the whole path as it is written most, else the word that is wrong.
local function hint_for(path, wanted)
  local names, whole = {}, {}
  for name, assertion in base.next, assertions do
    names[#names + 1] = name
    whole[#whole + 1] = assertion.form and assertion.form .. "_" .. name or name
  end
  table.sort(names)
  table.sort(whole)
  local near = suggest(lower(path), whole) or suggest(lower(wanted), names)
  return near and 'did you mean "' .. near .. '"?' or "there are " .. concat(whole, ", ")
end

local function refuse_word(path, wanted)
  misuse("assert: there is no check called " .. inspect_line(wanted, 60) .. "; " .. hint_for(path, wanted))
end

--- Loads a part that any words of a path name, one by one or as a run; whether there was one.
local function load_named_part(path)
  local tokens = {}
  for token in gmatch(path, "[^_]+") do tokens[#tokens + 1] = token end
  for first = 1, #tokens do
    for last = first, #tokens do
      if rig.load_word(concat(tokens, "_", first, last)) then return true end
    end
  end
  return false
end

local function read_whole_path(path)
  local steps, wanted = read_path(path)
  if not steps and load_named_part(path) then return read_whole_path(path) end
  return steps, wanted
end

--- Whether a name that is not complete may become one.
local function is_beginning(wanted)
  local start = wanted .. "_"
  for _, names in base.ipairs({ assertions, modifiers }) do
    for name in base.next, names do
      if sub(name, 1, #start) == start then return true end
    end
  end
  return false
end

local chain_meta = { __name = "assert", __metatable = "assert" }

local function is_chain(value)
  return type(value) == "table" and rig.debug.getmetatable(value) == chain_meta
end

local function make_chain(path, state)
  return setmetatable({ path = path, state = state }, chain_meta)
end

--- Whether a path's last word takes the call, or a check does.
local function call_chain(path, state, ...)
  local steps, wanted = read_whole_path(path)
  if not steps then refuse_word(path, wanted) end
  state = rig.copy(state)
  for i = 1, #steps - 1 do
    local change = modifiers[steps[i]]
    -- A check before the last word: `assert.error.foo`.
    if not change then refuse_word(path, steps[i + 1]) end
    change(state)
  end
  local last = steps[#steps]
  local assertion = assertions[last]
  if assertion then return run(assertion, state, ...) end
  if modifiers[last] == keep or modifiers[last] == negate then
    misuse("assert." .. path .. ": this names no check; write one behind it, such as assert." .. path .. "_nil")
  end
  local given = modifiers[last](state, ...)
  -- A chain that is begun by a call, `assert.spy(s)`, can be forgotten; one that is not is no statement of Lua.
  local file, line = rig.user_frame()
  state.begun = { path = path, file = file, line = line }
  begun[#begun + 1] = state.begun
  return given or make_chain("", state)
end

--- Fails the check for each chain that was begun and never came to a check.
function rig.end_chains()
  for _, chain in base.ipairs(begun) do
    if not chain.done then
      tell_failure("assert." .. chain.path, nil, function()
        local where = chain.file and " at " .. chain.file .. ":" .. chain.line or ""
        return { message = "assert." .. chain.path .. "(…)" .. where .. " names no check behind it, so nothing was checked" }
      end)
    end
  end
end

function chain_meta.__index(chain, key)
  if type(key) ~= "string" then misuse("assert: the name of a check is expected, got " .. inspect_line(key, 60)) end
  local path = rawget(chain, "path")
  path = path == "" and key or path .. "_" .. key
  local steps, wanted = read_whole_path(path)
  if not steps and not is_beginning(wanted) then refuse_word(path, wanted) end
  return make_chain(path, rawget(chain, "state"))
end

function chain_meta.__call(chain, ...)
  return call_chain(rawget(chain, "path"), rawget(chain, "state"), ...)
end

--- Checks that are functions, not chains.
local shortcuts = {}

-- `assert` itself --------------------------------------------------------------------------------------------------

--- A bare `assert` in a scenario file is a check; its message is raised as it is, as Lua does.
local function call_assert(_, ...)
  if select("#", ...) == 0 then misuse("assert: a value is expected") end
  local value, message = ...
  if value and (shortcuts[value] or is_chain(value)) then misuse("assert: this check was not called; write () behind it") end
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
  tell_locals(number)
  raise_check(number, text)
end

local asserts = setmetatable({}, {
  __metatable = "assert",
  __call = call_assert,
  __index = function(_, name)
    if type(name) == "string" and rig.load_word(name) and rawget(rig.asserts, name) ~= nil then
      return rawget(rig.asserts, name)
    end
    return chain_meta.__index(make_chain("", PLAIN), name)
  end,
})
rig.asserts = asserts
rig.scenario_globals.assert = asserts
rig.assertions, rig.modifiers = assertions, modifiers

rig.run_check = run

--- What words can follow, as they do on `assert`.
function rig.open_chain(state)
  return make_chain("", state)
end

--- Runs the check of that path, as `assert.<path>(...)` does.
function rig.run_assertion(path, ...)
  return call_chain(path, PLAIN, ...)
end

--- Puts checks where no chain need be read: what scenarios use all the time.
function rig.add_shortcuts(paths)
  for _, path in base.ipairs(paths) do
    local steps = read_path(path)
    local state = {}
    for i = 1, #steps - 1 do modifiers[steps[i]](state) end
    local assertion = assertions[steps[#steps]]
    local function check(...)
      return run(assertion, state, ...)
    end
    shortcuts[check] = true
    base.rawset(asserts, path, check)
  end
end
