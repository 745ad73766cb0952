-- `coroutine` as scripts see it: waits for the host pass outward through every coroutine around them.
local rig = ...
local base, coroutine, debug = rig.base, rig.coroutine, rig.debug
local type, error, select, setmetatable = base.type, base.error, base.select, base.setmetatable
local create, resume, yield, running = coroutine.create, coroutine.resume, coroutine.yield, coroutine.running
local isyieldable, close, status = coroutine.isyieldable, coroutine.close, coroutine.status
local getinfo, sub = debug.getinfo, rig.string.sub
local waiting, wait, raise, check_argument = rig.waiting, rig.wait, rig.raise, rig.check_argument

--- By coroutine through which a wait passes outward, the one that has resumed it. It may not go on before the wait has an
--- answer, whatever other tasks do: to scripts it is as a coroutine that has resumed another. The coroutines of tasks are
--- so always, by `true`.
local busy = setmetatable({}, { __mode = "k" })
--- By coroutine, the one whose wait it has passed outward last.
local inner = setmetatable({}, { __mode = "kv" })
rig.busy_threads, rig.inner_threads = busy, inner

local pass

local function go_on(thread, ...)
  busy[thread] = nil
  return pass(thread, resume(thread, ...))
end

function pass(thread, ok, first, ...)
  if not ok then rig.note_overflow(thread, first) end
  if not ok or first ~= waiting then return ok, first, ... end
  local outer = running()
  busy[thread], inner[outer] = outer, thread
  return go_on(thread, wait((...)))
end

local function resume_through(thread, ...)
  if type(thread) ~= "thread" then check_argument(1, "resume", "thread", thread) end
  if busy[thread] then return false, "cannot resume non-suspended coroutine" end
  return pass(thread, resume(thread, ...))
end

rig.resume_through = resume_through

local function yield_to_user(...)
  if running() == rig.task.root then raise("attempt to yield from outside a coroutine") end
  return yield(...)
end

--- The caller's position as `coroutine.wrap` of Lua adds it.
local function position()
  local info = getinfo(3, "Sl")
  return info and info.currentline > 0 and sub(info.source, 2) .. ":" .. info.currentline .. ": " or ""
end

local function unwrap(thread, ok, ...)
  if ok then return ... end
  if not busy[thread] then close(thread) end
  local problem = (...)
  -- A failed check's error stays as it is: the runner knows it by that.
  local is_check = problem == rig.task.raised_check or problem == rig.task.raised_failure
  if type(problem) == "string" and not is_check then problem = position() .. problem end
  error(problem, 0)
end

--- A fresh copy of the library. `note(thread, fn)`, where given, is told of each coroutine that is made.
function rig.make_coroutine_library(note)
  local function make(name, fn)
    check_argument(1, name, "function", fn)
    local thread = create(fn)
    if note then note(thread, fn) end
    return thread
  end
  local function wrap(fn)
    local thread = make("wrap", fn)
    return function(...)
      return unwrap(thread, resume_through(thread, ...))
    end
  end
  return {
    create = function(fn) return make("create", fn) end,
    resume = resume_through,
    yield = yield_to_user,
    wrap = wrap,
    status = function(thread)
      check_argument(1, "status", "thread", thread)
      return busy[thread] and status(thread) == "suspended" and "normal" or status(thread)
    end,
    close = function(thread)
      check_argument(1, "close", "thread", thread)
      if busy[thread] then raise("cannot close a normal coroutine") end
      return close(thread)
    end,
    running = function()
      local thread = running()
      return thread, thread == rig.task.root
    end,
    isyieldable = function(...)
      if select("#", ...) > 0 then
        check_argument(1, "isyieldable", "thread", (...))
        return isyieldable(...)
      end
      return running() ~= rig.task.root and isyieldable()
    end,
  }
end
