-- Errors as data: what went wrong, where, and what the user's function knew.
local rig = ...
local base, string = rig.base, rig.string
local type, xpcall, rawget, rawequal = base.type, base.xpcall, base.rawget, base.rawequal
local getinfo, sub, find = rig.debug.getinfo, string.sub, string.find
local bounded = rig.bounded

local MAX_FRAMES = 20
local MAX_NAME = 200
-- Globals among which the one that was meant is looked for.
local MAX_KNOWN = 500

--- The message of any error value, without metamethods.
local function message_of(problem)
  local kind = type(problem)
  if kind == "string" then return problem end
  if problem == nil then return "nil error" end
  if kind == "table" then
    local message = rawget(problem, "message")
    if type(message) == "string" then return message end
    return "error value: " .. rig.inspect_line(problem, 1000)
  end
  return "error value: " .. rig.inspect_line(problem, 200)
end

local function describe_function(info)
  if info.what == "main" or (rig.counting_chunks and rig.counting_chunks[info.func]) then return "top level" end
  if info.name then return "in " .. (info.namewhat ~= "" and info.namewhat .. " " or "") .. bounded(info.name, MAX_NAME) end
  return "in the function at line " .. info.linedefined
end

--- The user's frames, innermost first.
local function user_frames()
  local frames, level = {}, 3
  while #frames < MAX_FRAMES do
    local info = getinfo(level, "Slnf")
    if not info then break end
    if rig.is_user_source(info.source) then
      frames[#frames + 1] = { file = bounded(sub(info.source, 2)), line = info.currentline, name = describe_function(info) }
    end
    level = level + 1
  end
  return frames
end

rig.user_frames = user_frames

--- Whether the error being handled is raised by the function that raises what another task has raised. It stands below
--- `error` and one or two handlers.
local function is_from_task()
  local raiser = rig.raise_failure
  for level = 4, raiser and 5 or 0 do
    local info = getinfo(level, "f")
    if info and info.func == raiser then return true end
  end
  return false
end

--- The data of such an error: it was looked at there. What waited for that task stands below.
local function add_frames(data)
  local frames = data.frames
  for _, frame in base.ipairs(frames and user_frames() or {}) do
    if #frames < MAX_FRAMES then frames[#frames + 1] = frame end
  end
  return data
end

local suggest = rig.host("check.suggest")

--- The word of a scenario file that is nearest to a global that is not there.
local function nearest_word(message)
  local wanted = string.match(message, "^attempt to %a+ a nil value %(global '([%w_]+)'%)$")
  if not wanted then return nil end
  local known = rig.part_globals()
  for name in base.next, rig.scenario_env do
    if type(name) == "string" and #name <= MAX_NAME and #known < MAX_KNOWN then known[#known + 1] = name end
  end
  rig.table.sort(known)
  return suggest(wanted, known)
end

--- Message handler: turns an error into data while its stack is still there.
local function on_error(problem)
  if rawequal(problem, rig.skip_signal) then return { skipped = bounded(rig.skip_reason) } end
  if is_from_task() then return add_frames(rig.deeper_error.data) end
  local frames = user_frames()
  local message = bounded(message_of(problem))
  local first = frames[1]
  if first then
    -- Lua shortens long file names in messages; the frame knows the whole one.
    local from, to = find(message, "^[^\n]-:" .. first.line .. ": ")
    if from then message = sub(message, to + 1) end
  end
  local task = rig.task
  local is_told = problem ~= nil and rawequal(problem, task.raised_check)
  local is_failure = problem ~= nil and rawequal(problem, task.raised_failure)
  return {
    message = message, frames = frames,
    -- By its number the host knows the failed check whose error this is.
    near = first and rig.is_own_source("@" .. first.file) and nearest_word(message) or nil,
    check = is_told and task.raised_number or is_failure and task.failure_number or nil,
    -- Told once: a failed check has brought its own.
    locals = not is_told and rig.try_part("locals", "failing_locals") or nil,
    entries_before = rig.try_part("locals", "count_entries"),
  }
end

--- An error as data that is not raised: what is wrong at the user's line of the moment.
function rig.error_here(message)
  return { message = message, frames = user_frames() }
end

rig.on_error, rig.message_of, rig.describe_function = on_error, message_of, describe_function

--- An error that did not pass through the handler, as data: out of memory, or an error in the handler itself.
function rig.read_bare_error(problem)
  local text = message_of(problem)
  return { message = bounded(text), frames = {}, out_of_memory = find(text, "not enough memory", 1, true) ~= nil }
end

--- Calls `fn`; nil where it returned, else the error as data. The first two results come behind.
function rig.guarded(fn, ...)
  local ok, result, second = xpcall(fn, on_error, ...)
  if ok then return nil, result, second end
  if type(result) == "table" and (result.frames or result.skipped) then return result end
  return rig.read_bare_error(result)
end
