-- clock.all, clock.race, clock.timeout: tasks that one task begins, and none of which outlives the call.
local rig = ...
rig.load_part("tasks")
local base = rig.base
local type, ipairs, setmetatable = base.type, base.ipairs, base.setmetatable
local format, raise, unpack = rig.string.format, rig.raise, rig.unpack
local host, inspect_line = rig.host, rig.inspect_line

local begin, join, leave = host("tasks.begin"), host("tasks.join"), host("tasks.leave")

local MAX_MS, MAX_NAME = 1e12, 60

--- A task of a group has ended. A check in it that came to no answer, or that was called in a wrong way, is one of the task
--- that waits for it.
local function finish(task, ok, ...)
  local parent = task.parent
  parent.open, parent.misuse_count = parent.open + task.open, parent.misuse_count + task.misuse_count
  if ok then
    task.results = rig.pack(...)
    return true
  end
  task.failure = rig.read_failure((...))
  return false
end

--- Ends what still goes on of a group. Gives what that raised, if it did.
local function end_group(group)
  if group.is_over then return nil end
  group.is_over = true
  local problem
  for _, id in ipairs(leave(group.id)) do
    problem = rig.close_task(id) or problem
  end
  return problem
end

-- However the task that waits comes to its end, those it has begun do not go on.
local group_meta = {
  __close = function(group, problem)
    local raised = end_group(group)
    if raised and problem == nil then rig.raise_failure(raised) end
  end,
}

local function make_group(fns, id, ...)
  local group = setmetatable({ id = id, tasks = {}, position_of = {} }, group_meta)
  for i, task_id in ipairs({ ... }) do
    local task = rig.make_task(task_id, fns[i], finish, rig.task)
    rig.add_task(task)
    group.tasks[i], group.position_of[task_id] = task, i
  end
  return group
end

--- Runs functions as tasks. Gives what came of them, the position of the one that ended the others, and the tasks.
local function run_group(by, fns, names, ms)
  local group <close> = make_group(fns, begin(by, names, ms))
  local how, id = join(group.id)
  local problem = end_group(group)
  local position = id and group.position_of[id]
  if how == "failed" then rig.raise_from(group.tasks[position]) end
  if problem then rig.raise_failure(problem) end
  return how, position, group.tasks
end

--- The functions of a table in the order of its keys: list first, then names; the keys beside them.
local function read_functions(by, given)
  rig.expect(by, "table", given)
  local fns, names, keys = {}, {}, rig.sorted_keys(given, 0)
  for i, key in ipairs(keys) do
    local kind = type(key)
    if kind ~= "string" and not (rig.math.type(key) == "integer" and key >= 1) then
      raise(format("%s: a list of functions, or functions by name, are expected, got the key %s", by, inspect_line(key, 40)))
    end
    if not rig.is_callable(given[key]) then
      raise(format("%s: a function is expected at %s, got %s", by, inspect_line(key, 40), type(given[key])))
    end
    fns[i], names[i] = given[key], rig.bounded(rig.tostring(key), MAX_NAME)
  end
  return fns, names, keys
end

--- Runs functions at the same virtual time and waits for all. Gives the first result of each, by its key.
function rig.run_all(given)
  local fns, names, keys = read_functions("clock.all", given)
  local _, _, tasks = run_group("clock.all", fns, names)
  local results = {}
  for i, key in ipairs(keys) do results[key] = tasks[i].results[1] end
  return results
end

--- Runs functions at the same virtual time until one has ended. Gives its first result, and its key.
function rig.run_race(given)
  local fns, names, keys = read_functions("clock.race", given)
  if #fns == 0 then raise("clock.race: at least one function is expected") end
  local _, position, tasks = run_group("clock.race", fns, names)
  return tasks[position].results[1], keys[position]
end

--- Runs a function that may take so much virtual time. Gives true and its results, or false and "timeout".
function rig.run_within(ms, fn, ...)
  rig.expect("clock.timeout", "number", ms)
  if not (ms >= 0 and ms < MAX_MS) then raise("clock.timeout: milliseconds from 0 up are expected") end
  if not rig.is_callable(fn) then raise("clock.timeout: a function is expected as argument 2, got " .. type(fn)) end
  local args = rig.pack(...)
  local function run() return fn(unpack(args, 1, args.n)) end
  local how, _, tasks = run_group("clock.timeout", { run }, { "timeout" }, ms)
  if how == "late" then return false, "timeout" end
  local results = tasks[1].results
  return true, unpack(results, 1, results.n)
end
