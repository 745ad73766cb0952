-- Tasks: what goes on at the same virtual time, each in a coroutine of its own. The host says whose turn it is; the
-- scenario's own code lets the others run, on top of its own stack, while it waits.
local rig = ...
local base, coroutine = rig.base, rig.coroutine
local xpcall, error, setmetatable = base.xpcall, base.error, base.setmetatable
local getmetatable = rig.debug.getmetatable
local create, resume, yield, close = coroutine.create, coroutine.resume, coroutine.yield, coroutine.close
local isyieldable, running = coroutine.isyieldable, coroutine.running
local waiting, PARKED, busy, inner = rig.waiting, rig.PARKED, rig.busy_threads, rig.inner_threads
local on_error = rig.on_error

local next_task, set_closing, set_closed = rig.host("tasks.next"), rig.host("tasks.closing"), rig.host("tasks.closed")

--- By number, the tasks that have not begun, or that wait.
local tasks = {}

local failure_meta = {}

--- Keeps an error together with how it looked where it was raised.
local function on_task_error(problem)
  rig.note_overflow(running(), problem)
  return setmetatable({ problem = problem, data = on_error(problem) }, failure_meta)
end

--- What a task's coroutine does: its function, and while the next turn is a timer's call, that one too. Most calls do not
--- wait; to leave the coroutine for each would take several times as long. Gives the turn that is no such call.
local function work(task)
  local thread = task.thread
  while true do
    local id, number, file, line = next_task(task:finish(xpcall(task.fn, on_task_error)))
    if id <= 0 or not number then return id, number, file, line end
    task = rig.make_call(id, number)
    task.thread, task.root = thread, thread
    rig.task = task
  end
end

--- A task that the host knows by this number. `parent` is the one that waits for it, or else the scenario's own.
--- `finish(task, ok, ...)` is called when its function has ended, and gives what the host is to hear of that. `by` is what a
--- timer was made by.
function rig.make_task(id, fn, finish, parent, by)
  return { id = id, fn = fn, finish = finish, parent = parent, by = by, open = 0, misuse_count = 0, thread = false, root = false }
end

--- Lets a task begin when the host says so.
function rig.add_task(task) tasks[task.id] = task end

--- Lets the task that runs raise what another has raised, as its own.
function rig.raise_from(task)
  local own = rig.task
  own.raised_check, own.raised_number = task.raised_check, task.raised_number
  own.raised_failure, own.failure_number = task.raised_failure, task.failure_number
  rig.raise_failure(task.failure)
end

--- Raises an error that was raised in another task, or where that was closed.
function rig.raise_failure(failure)
  rig.deeper_error = failure
  error(failure.problem, 0)
end

--- What was raised in a task, as `on_task_error` gives it: not all errors pass through there.
function rig.read_failure(problem)
  if base.type(problem) == "table" and getmetatable(problem) == failure_meta then return problem end
  return setmetatable({ problem = problem, data = rig.read_bare_error(problem) }, failure_meta)
end

--- Takes what the coroutine of the task that runs yielded, returned or died of. Gives the next turn.
local function take(ok, first, ...)
  local task = rig.task
  if ok and first ~= waiting then return first, ... end
  if not ok then return next_task(task:finish(false, first)) end
  local token = ...
  if token ~= PARKED then return take(resume(task.thread, rig.wait(token))) end
  -- No script may resume it.
  busy[task.thread], tasks[task.id] = true, task
  return next_task()
end

local function run(task)
  rig.task, tasks[task.id] = task, nil
  if task.thread then return take(resume(task.thread)) end
  local thread = create(work)
  task.thread, task.root = thread, thread
  return take(resume(thread, task))
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
  local id, number, file, line = next_task()
  while id > 0 do
    id, number, file, line = run(number and rig.make_call(id, number) or tasks[id])
  end
  if id < 0 then lose_endless(number, file, line) end
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

--- The coroutines of a task that stand still, the outermost first; none where it has not begun.
local function threads_of(task)
  local thread = task.thread
  local threads = { thread or nil }
  while thread and inner[thread] and busy[inner[thread]] == thread do
    thread = inner[thread]
    threads[#threads + 1] = thread
  end
  return threads
end

--- Ends a task where it waits: what is to be closed in it is closed. Gives what that raised, as `read_failure` does.
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
    if not ok then problem = problem or rig.read_failure(raised) end
  end
  rig.task = own
  set_closed()
  -- A check that it was in has come to no answer.
  own.open, own.misuse_count = own.open + task.open, own.misuse_count + task.misuse_count
  return problem
end

--- The task of a number that has not ended.
function rig.task_of(id) return tasks[id] end
