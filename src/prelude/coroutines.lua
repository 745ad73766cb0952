-- `coroutine` as scripts see it: waits for the host pass outward through every coroutine around them.
local rig = ...
local base, coroutine, debug = rig.base, rig.coroutine, rig.debug
local type, error, select = base.type, base.error, base.select
local create, resume, yield, running = coroutine.create, coroutine.resume, coroutine.yield, coroutine.running
local isyieldable, close = coroutine.isyieldable, coroutine.close
local getinfo, sub = debug.getinfo, rig.string.sub
local waiting, wait, raise = rig.waiting, rig.wait, rig.raise

local function pass(thread, ok, first, ...)
  if not ok then rig.note_overflow(thread, first) end
  if not ok or first ~= waiting then return ok, first, ... end
  return pass(thread, resume(thread, wait((...))))
end

local function resume_through(thread, ...)
  return pass(thread, resume(thread, ...))
end

local function yield_to_user(...)
  if running() == rig.root then raise("attempt to yield from outside a coroutine") end
  return yield(...)
end

--- The caller's position as `coroutine.wrap` of Lua adds it.
local function position()
  local info = getinfo(3, "Sl")
  return info and info.currentline > 0 and sub(info.source, 2) .. ":" .. info.currentline .. ": " or ""
end

local function unwrap(thread, ok, ...)
  if ok then return ... end
  close(thread)
  local problem = (...)
  -- A failed check's error stays as it is: the runner knows it by that.
  local is_check = problem == rig.raised_check or problem == rig.raised_failure
  if type(problem) == "string" and not is_check then problem = position() .. problem end
  error(problem, 0)
end

--- A fresh copy of the library. `note(thread, fn)`, where given, is told of each coroutine that is made.
function rig.make_coroutine_library(note)
  local function make(fn)
    local thread = create(fn)
    if note then note(thread, fn) end
    return thread
  end
  local function wrap(fn)
    local thread = make(fn)
    return function(...)
      return unwrap(thread, resume_through(thread, ...))
    end
  end
  return {
    create = make,
    resume = resume_through,
    yield = yield_to_user,
    wrap = wrap,
    status = coroutine.status,
    close = close,
    running = function()
      local thread = running()
      return thread, thread == rig.root
    end,
    isyieldable = function(...)
      if select("#", ...) > 0 then return isyieldable(...) end
      return running() ~= rig.root and isyieldable()
    end,
  }
end
