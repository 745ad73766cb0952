-- The user's frames around a stop, and what can be named in each. All of it looks at threads that stand still: the
-- debugger itself runs in a coroutine of its own.
local rig = ...
local base, debug, string = rig.base, rig.debug, rig.string
local type = base.type
local getinfo, getlocal, getupvalue = debug.getinfo, debug.getlocal, debug.getupvalue
local byte, sub = string.byte, string.sub

local MAX_FRAMES = 100
local PAREN = byte("(")

-- Threads ----------------------------------------------------------------------------------------------------------

--- The thread that a thread has resumed. On top of it stand Lua's `resume` and the prelude's own function that called it,
--- whose first local is that thread.
local function resumed_by(thread)
  local info = getinfo(thread, 1, "S")
  if not info or rig.is_user_source(info.source) then return nil end
  local _, resumed = getlocal(thread, 1, 1)
  return type(resumed) == "thread" and resumed or nil
end

--- The threads from the outermost to `innermost`, each of which has resumed the next.
function rig.thread_chain(outermost, innermost)
  local chain, thread = { outermost }, outermost
  while thread ~= innermost do
    thread = resumed_by(thread)
    if not thread then return { innermost } end
    chain[#chain + 1] = thread
  end
  return chain
end

--- How many frames a thread has. A level is found by walking there, so a deep stack is halved, not counted.
local function count_levels(thread)
  local low, high = 0, 1
  while getinfo(thread, high, "l") do low, high = high, high * 2 end
  while high - low > 1 do
    local middle = (low + high) // 2
    if getinfo(thread, middle, "l") then low = middle else high = middle end
  end
  return high
end

--- How many frames stand below a frame of its thread, itself counted.
function rig.frame_depth(frame)
  return count_levels(frame.thread) - frame.level
end

-- Frames -----------------------------------------------------------------------------------------------------------

--- The user's frames of a chain of threads, innermost first.
function rig.user_frames_of(chain)
  local frames = {}
  for i = #chain, 1, -1 do
    local level = 0
    while #frames < MAX_FRAMES do
      local info = getinfo(chain[i], level, "Slnf")
      if not info then break end
      if rig.is_user_source(info.source) then
        frames[#frames + 1] = {
          thread = chain[i], level = level, func = info.func, line = info.currentline,
          file = rig.bounded(sub(info.source, 2)), name = rig.describe_function(info),
        }
      end
      level = level + 1
    end
  end
  return frames
end

-- Names ------------------------------------------------------------------------------------------------------------

--- Whether a value is not the script's own, but counts what it does.
local function is_counter(value)
  return value ~= nil and rig.counter_tables ~= nil and rig.counter_tables[value] ~= nil
end

--- The locals of a frame in the order of their declaration: name and position of each. One that a later one of its name
--- hides is left out, and so are Lua's own, such as `(for state)`.
function rig.locals_of(frame)
  local positions, names = {}, {}
  local i = 1
  while true do
    local name, value = getlocal(frame.thread, frame.level, i)
    if not name then break end
    if byte(name, 1) ~= PAREN and not is_counter(value) then
      if not positions[name] then names[#names + 1] = name end
      positions[name] = i
    end
    i = i + 1
  end
  return names, positions
end

--- The same of the locals around a frame's function that it uses. `_ENV`, where the globals are, is one.
function rig.upvalues_of(frame)
  local positions, names = {}, {}
  local i = 1
  while true do
    local name, value = getupvalue(frame.func, i)
    if not name then break end
    if not is_counter(value) then names[#names + 1], positions[name] = name, i end
    i = i + 1
  end
  return names, positions
end

function rig.local_value(frame, position)
  local _, value = getlocal(frame.thread, frame.level, position)
  return value
end

function rig.upvalue_value(frame, position)
  local _, value = getupvalue(frame.func, position)
  return value
end

--- The `...` of a frame's function.
function rig.varargs_of(frame)
  local values, count = {}, 0
  while true do
    local name, value = getlocal(frame.thread, frame.level, -count - 1)
    if not name then return values, count end
    count = count + 1
    values[count] = value
  end
end

--- Where a frame's globals are.
local function globals_of(frame, locals, upvalues)
  local position = locals._ENV
  if position then return rig.local_value(frame, position) end
  position = upvalues._ENV
  return position and rig.upvalue_value(frame, position) or rig.scenario_env
end

--- An environment in which the names are those that the frame's own code could use there.
function rig.scope_of(frame)
  local _, locals = rig.locals_of(frame)
  local _, upvalues = rig.upvalues_of(frame)
  local globals = globals_of(frame, locals, upvalues)
  return base.setmetatable({}, {
    __index = function(_, name)
      if locals[name] then return rig.local_value(frame, locals[name]) end
      if upvalues[name] then return rig.upvalue_value(frame, upvalues[name]) end
      return globals[name]
    end,
    __newindex = function(_, name, value)
      if locals[name] then
        debug.setlocal(frame.thread, frame.level, locals[name], value)
      elseif upvalues[name] then
        debug.setupvalue(frame.func, upvalues[name], value)
      else
        globals[name] = value
      end
    end,
  })
end
