-- Errors as data: what went wrong, where, and what the user's function knew.
local rig = ...
local base, string = rig.base, rig.string
local type, xpcall, rawget, rawequal = base.type, base.xpcall, base.rawget, base.rawequal
local getinfo, sub, find = rig.debug.getinfo, string.sub, string.find
local bounded = rig.bounded

local MAX_FRAMES = 20
local MAX_NAME = 200

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
  if info.what == "main" then return "top level" end
  if info.name then return "in " .. (info.namewhat ~= "" and info.namewhat .. " " or "") .. bounded(info.name, MAX_NAME) end
  return "in the function at line " .. info.linedefined
end

--- The user's frames, innermost first.
local function user_frames()
  local frames, level = {}, 3
  while #frames < MAX_FRAMES do
    local info = getinfo(level, "Sln")
    if not info then break end
    if rig.is_user_source(info.source) then
      frames[#frames + 1] = { file = bounded(sub(info.source, 2)), line = info.currentline, name = describe_function(info) }
    end
    level = level + 1
  end
  return frames
end

rig.user_frames = user_frames

--- Message handler: turns an error into data while its stack is still there.
local function on_error(problem)
  if rawequal(problem, rig.skip_signal) then return { skipped = bounded(rig.skip_reason) } end
  local frames = user_frames()
  local message = bounded(message_of(problem))
  local first = frames[1]
  if first then
    -- Lua shortens long file names in messages; the frame knows the whole one.
    local from, to = find(message, "^[^\n]-:" .. first.line .. ": ")
    if from then message = sub(message, to + 1) end
  end
  local is_told = problem ~= nil and rawequal(problem, rig.task.raised_check)
  local is_check = is_told or problem ~= nil and rawequal(problem, rig.task.raised_failure)
  return {
    message = message, frames = frames, check = is_check,
    -- Told once: a failed check has brought its own.
    locals = not is_told and rig.try_part("locals", "failing_locals") or nil,
    entries_before = rig.try_part("locals", "count_entries"),
  }
end

rig.on_error, rig.message_of, rig.describe_function = on_error, message_of, describe_function

--- Calls `fn`; nil where it returned, else the error as data. The first result comes second.
function rig.guarded(fn, ...)
  local ok, result = xpcall(fn, on_error, ...)
  if ok then return nil, result end
  if type(result) == "table" and (result.frames or result.skipped) then return result end
  -- Out of memory, and errors in the handler itself, do not pass through it.
  local text = message_of(result)
  return { message = bounded(text), frames = {}, out_of_memory = find(text, "not enough memory", 1, true) ~= nil }
end
