-- Tasks: what goes on at the same virtual time, each in a coroutine of its own. The host says whose turn it is; the
-- scenario's own code lets the others run, on top of its own stack, while it waits.
local rig = ...
local base, coroutine, table = rig.base, rig.coroutine, rig.table
local xpcall, setmetatable, error = base.xpcall, base.setmetatable, base.error
local create, resume, yield, close = coroutine.create, coroutine.resume, coroutine.yield, coroutine.close
local isyieldable, status = coroutine.isyieldable, coroutine.status
local waiting, PARKED, busy, inner = rig.waiting, rig.PARKED, rig.busy_threads, rig.inner_threads
local on_error = rig.on_error

local next_task, set_closing, set_closed = rig.host("tasks.next"), rig.host("tasks.closing"), rig.host("tasks.closed")

-- Coroutines that have done their task and wait for another.
local MAX_IDLE = 16

local tasks, idle = {}, {}
--- What a task's coroutine yields when its function has ended.
local ENDED = setmetatable({}, { __name = "ended" })

--- Keeps an error together with how it looked where it was raised.
local function on_task_error(problem)
  return { problem = problem, data = on_error(problem) }
end

--- A task's coroutine: runs one function after the other.
local function work(fn, ...)
  return work(yield(ENDED, xpcall(fn, on_task_error, ...)))
end

--- Adds a task that the host knows by this number. `finish(task)` is called when its function has ended, and
--- gives what the host is to hear of that.
function rig.add_task(id, fn, finish)
  local thread = table.remove(idle)
  if not thread then
    thread = create(work)
    -- No script may resume it.
    busy[thread] = true
  end
  local task = { id = id, fn = fn, finish = finish, thread = thread, root = thread, open = 0 }
  tasks[id] = task
  return task
end

--- Lets the task that runs raise what another has raised, as its own.
function rig.raise_from(task)
  local own, failure = rig.task, task.failure
  own.raised_check, own.raised_number, own.raised_failure = task.raised_check, task.raised_number, task.raised_failure
  rig.deeper_error = failure
  error(failure.problem, 0)
end

--- Notes how a task's function ended: `results` or `failure`.
local function note_end(task, ok, ...)
  if ok then
    task.results = rig.pack(...)
  else
    local failure = ...
    -- Where memory is short, or the handler itself fails, the error does not pass through it.
    local is_read = base.type(failure) == "table" and failure.data ~= nil
    task.failure = is_read and failure or { problem = failure, data = on_error(failure) }
  end
  return task:finish()
end

--- Takes what a task's coroutine yielded or died of. Gives what the host is to hear; nil where the task waits.
local function take(task, ok, first, ...)
  if ok and first == waiting then
    local token = ...
    if token == PARKED then return nil end
    return take(task, resume(task.thread, rig.wait(token)))
  end
  tasks[task.id] = nil
  if ok and #idle < MAX_IDLE then idle[#idle + 1] = task.thread end
  if not ok then return note_end(task, false, first) end
  return note_end(task, ...)
end

local function run(task)
  rig.task = task
  local fn = task.fn
  if fn == nil then return take(task, resume(task.thread)) end
  task.fn = nil
  return take(task, resume(task.thread, fn))
end

--- What cannot go on because timers make each other without end, as an error of theirs.
local function lose_endless(message, file, line)
  local frames = file and { { file = file, line = line, name = "in the function that made it" } } or {}
  local problem = (file and file .. ":" .. line .. ": " or "") .. message
  rig.lose({ failure = { problem = problem, data = { message = message, frames = frames } } })
end

--- Runs the others until it is the turn of the scenario's own code.
local function run_others()
  local own = rig.task
  local id, number, is_again, line = next_task()
  while id > 0 do
    id, number, is_again, line = next_task(run(tasks[id] or rig.add_call(id, number, is_again)))
  end
  if id < 0 then lose_endless(number, is_again, line) end
  rig.task = own
  local losing = rig.losing
  if losing then
    rig.losing = nil
    rig.raise_from(losing)
  end
end

--- Lets others go on. Gives true where Lua cannot pause.
local function park(is_root)
  if is_root then return run_others() end
  if not isyieldable() then return true end
  -- Something comes back where a coroutine around this one cannot pause.
  if yield(waiting, PARKED) then return true end
end
rig.keep_park(park)

--- The coroutines of a task that stand still, the outermost first.
local function threads_of(task)
  local threads, thread = { task.thread }, task.thread
  while inner[thread] and busy[inner[thread]] == thread do
    thread = inner[thread]
    threads[#threads + 1] = thread
  end
  return threads
end

--- Ends a task where it waits: what is to be closed in it is closed. Gives what that raised, if it did.
function rig.close_task(id)
  local task, own, problem = tasks[id], rig.task, nil
  tasks[id] = nil
  set_closing(id)
  rig.task = task
  local threads = threads_of(task)
  for i = #threads, 1, -1 do
    local thread = threads[i]
    if thread ~= task.thread then busy[thread] = nil end
    local ok, raised = close(thread)
    if not ok and problem == nil then problem = raised end
  end
  rig.task = own
  set_closed()
  -- A check that it was in has come to no answer.
  own.open = own.open + task.open
  return problem
end

--- The task of a number that has not ended.
function rig.task_of(id) return tasks[id] end
