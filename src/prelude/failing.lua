-- Failed checks: each is told to the host at once, so that no pcall can hide it; then it raises.
local rig = ...
local base = rig.base
local type, error = base.type, base.error
local format, unpack = rig.string.format, rig.unpack
local host, inspect, inspect_line, bounded = rig.host, rig.inspect, rig.inspect_line, rig.bounded

local check_failed, explain_check = host("check.failed"), host("check.explain")
local withdraw_check, show_locals = host("check.withdraw"), host("check.locals")

local function raise_check(number, problem)
  local task = rig.task
  task.raised_check, task.raised_number = problem, number
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

--- The number of the failed check whose error this is; nil where it is none's.
function rig.failure_of(problem)
  local task = rig.task
  if problem == nil then return nil end
  if base.rawequal(problem, task.raised_check) then return task.raised_number end
  return base.rawequal(problem, task.raised_failure) and task.failure_number or nil
end

rig.fail_check, rig.tell_failure = fail, tell_failure

--- Runs `fn(...)` and takes back the failed check whose error ended it: it was expected. One that a pcall inside has
--- hidden still counts. Gives what pcall gives.
function rig.expecting_failure(fn, ...)
  local task = rig.task
  task.raised_check = nil
  local open = task.open
  local results = rig.pack(base.pcall(fn, ...))
  if not results[1] then task.open = open end
  if not results[1] and task.raised_check ~= nil and base.rawequal(results[2], task.raised_check) then
    withdraw_check(task.raised_number, task.raised_number)
  end
  task.raised_check = nil
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

--- A check that is called in a wrong way. It counts as failed, or a pcall around it would hide that nothing was checked;
--- whoever wants a check to fail does not mean this.
function rig.misuse(message)
  local task = rig.task
  task.misuse_count = task.misuse_count + 1
  -- Where a check is open it is this one, which has now been told.
  if task.open > 0 then task.open = task.open - 1 end
  return fail("assert", nil, function() return { message = message } end)
end

--- The value where it is of that kind; else a misuse.
function rig.want(name, kind, value)
  if type(value) ~= kind then rig.misuse(format("%s: a %s is expected, got %s", name, kind, type(value))) end
  return value
end

--- Fails a bare `assert`; its message is raised as it is, as Lua does.
function rig.fail_bare(value, message)
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
