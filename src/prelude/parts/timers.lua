-- clock.at, clock.after, clock.every: functions that are called at their moment of virtual time, each as a task.
local rig = ...
rig.load_part("tasks")
local base = rig.base
local type, ipairs, setmetatable = base.type, base.ipairs, base.setmetatable
local host, raise = rig.host, rig.raise

local add_at, add_after, add_every = host("timers.at"), host("timers.after"), host("timers.every")
local cancel_timer, list_left, find_check = host("timers.cancel"), host("tasks.left"), host("check.find")

--- By timer, the number under which its function is kept; by that, what made it.
local numbers, makers = setmetatable({}, { __mode = "k" }), {}

local Timer = { __name = "timer", __metatable = "timer" }
Timer.__index = Timer

--- Takes it back; whether it would have been called, or called again.
function Timer:cancel()
  local number = numbers[self]
  if not number then raise("timer:cancel: this is no timer; call it with a colon") end
  rig.drop(number)
  makers[number] = nil
  return cancel_timer(number)
end

local function make_timer(by, add, when, fn)
  if not rig.is_callable(fn) then raise(by .. ": a function is expected as argument 2, got " .. type(fn)) end
  local number = rig.keep(fn)
  add(number, when)
  local timer = setmetatable({}, Timer)
  numbers[timer], makers[number] = number, by
  return timer
end

function rig.call_at(moment, fn) return make_timer("clock.at", add_at, moment, fn) end
function rig.call_after(ms, fn) return make_timer("clock.after", add_after, ms, fn) end
function rig.call_every(ms, fn) return make_timer("clock.every", add_every, ms, fn) end

--- A timer's function has ended. Nobody waits for it, so that an error in it is the scenario's.
local function finish(task, ok, failure)
  local scenario = task.parent
  scenario.open = scenario.open + task.open
  if ok then return true end
  task.failure = rig.read_failure(failure)
  local data = task.failure.data
  if not data.skipped then data.hook = "a callback of " .. task.by end
  rig.lose(task)
  return "lost"
end

--- The task of a timer's call.
function rig.make_call(id, number)
  local fn, by = rig.kept(number), makers[number]
  if by ~= "clock.every" then
    rig.drop(number)
    makers[number] = nil
  end
  return rig.make_task(id, fn, finish, rig.scenario_task, by)
end

local function tell_unchecked(what, file, line)
  rig.tell_failure("clock", nil, function()
    return { message = what .. ", so the check at " .. file .. ":" .. line .. " was never reached" }
  end)
end

--- Fails for the checks in functions of timers that nothing has called, or that were left waiting.
function rig.end_timers()
  local uncalled, places, waiting = list_left()
  for i, number in ipairs(uncalled) do
    local file, from, to = rig.lines_of(rig.kept(number))
    local line = file and find_check(file, from, to)
    if line then tell_unchecked("the function of " .. places[i] .. " was not called", file, line) end
  end
  for _, id in ipairs(waiting) do
    local task = rig.task_of(id)
    local file, from, to = rig.rest_of(task.thread, task.fn)
    local line = file and find_check(file, from, to)
    if line then tell_unchecked("a callback of " .. task.by .. " still waited when the scenario ended", file, line) end
  end
end
