-- The registry of checks, and how one is run. A check that holds is told to the host too: a scenario without any is empty.
local rig = ...
local base = rig.base
local type, select = base.type, base.select
local format, getmetatable, getinfo = rig.string.format, rig.debug.getmetatable, rig.debug.getinfo
local fail, tell_failure, misuse = rig.fail_check, rig.tell_failure, rig.misuse

local check_passed = rig.host("check.passed")
rig.pass_check = check_passed

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

local function refuse_count(shown, count, given)
  misuse(format("assert.%s: %d value%s expected, got %d", shown, count, count == 1 and " is" or "s are", given))
end

--- `assert` in all its forms: what stands first where a check is called with a colon.
local assert_forms = {}

--- Notes a value as `assert`, or a metatable as that of words behind it; gives it.
function rig.note_assert(form)
  assert_forms[form] = true
  return form
end

--- Whether a value is `assert` in one of its forms.
function rig.is_assert(value) return value ~= nil and assert_forms[value] == true end

--- Refuses a colon: it gives a check `assert` itself, which is truthy and no nil. Called by what the user's line calls.
function rig.refuse_colon(path, first)
  if not (assert_forms[first] or assert_forms[getmetatable(first)]) then return end
  -- Lua does not know how a call in a `return` is written.
  local way = getinfo(2, "n").namewhat
  if way ~= "method" and way ~= "" then return end
  local task = rig.task
  task.open = task.open + 1
  misuse(format("assert:%s: is called with a dot, not with a colon", path))
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
  -- What a check looks at may raise or yield, and something may hide that it came to no answer.
  local task = rig.task
  task.open = task.open + 1
  if state.begun then state.begun.done = true end
  local negated = state.negated == true
  local shown = negated and assertion.shown_not or assertion.shown
  local given = select("#", ...)
  if given < assertion.count then refuse_count(shown, assertion.count, given) end
  local held, found = assertion.holds(state, ...)
  if task.open > 0 then task.open = task.open - 1 end
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

--- Fails where a check has begun and never came to an answer.
function rig.end_checks()
  if rig.task.open <= 0 then return end
  rig.task.open = 0
  tell_failure("assert", nil, function()
    return { message = "a check was begun and never came to an answer: what it looked at raised or yielded" }
  end)
end

rig.assertions, rig.modifiers, rig.run_check = assertions, modifiers, run
--- Words that change nothing, or turn a check around: no check, and no state of their own.
rig.plain_words = { [keep] = true, [negate] = true }
