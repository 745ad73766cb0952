-- Agents that have others work: what a behavior sees of the agent it belongs to, and tasks that are handed over.
local rig = ...
rig.load_part("agent")
local base = rig.base
local type = base.type
local raise, host = rig.raise, rig.host

local note_hand_over = host("agent.hand_over")

--- How deep tasks are handed over.
local MAX_DEPTH = 8

--- What tells one task from another: all it says but its name.
function rig.about_task(task)
  local about = rig.copy(task)
  about.id = nil
  return about
end

--- The names of the agents from the first on, with the one that is next.
local function show_chain(work, to)
  local names = { to }
  while work do
    rig.table.insert(names, 1, work.agent.name)
    work = work.from
  end
  return rig.table.concat(names, " → ")
end

--- Raises where a task would go round, or down without end.
local function check_chain(work, to, task)
  local about, depth, each = rig.about_task(task), 0, work
  while each do
    depth = depth + 1
    if each.agent.name == to and rig.equal(each.about, about) then
      raise("hand_over: " .. to .. " has this task already: " .. show_chain(work, to))
    end
    each = each.from
  end
  if depth >= MAX_DEPTH then
    raise("hand_over: more than " .. MAX_DEPTH .. " agents deep: " .. show_chain(work, to))
  end
end

local function read_agent(to)
  return rig.find_agent(to) or raise("hand_over: an agent or its name is expected first, got " .. type(to))
end

local function hand_over(work, agent, task)
  rig.expect("hand_over", "table", task)
  check_chain(work, agent.name, task)
  note_hand_over(work.number, agent.name, show_chain(work, agent.name))
  return rig.run_task(agent, task, work)
end

--- The agent that works on a task, as its behavior and its tools see it.
function rig.working_agent(work)
  if not work.self then
    work.self = {
      name = work.agent.name,
      hand_over = function(_, to, task) return hand_over(work, read_agent(to), task) end,
    }
  end
  return work.self
end

--- What a tool's result says of another agent that is to go on: `{ hand_over = "reviewer", task = { … } }`.
function rig.read_transfer(value)
  local to = type(value) == "table" and base.rawget(value, "hand_over") or nil
  return to ~= nil and { to = read_agent(to), task = base.rawget(value, "task") } or nil
end

--- Hands the whole task on, unless another is named: what the other agent answers is the answer.
function rig.transfer(work, task, transfer)
  local next_task = transfer.task
  if next_task == nil then
    next_task = rig.copy(task)
    -- The budget of the first holds for all that follows.
    next_task.id, next_task.max_cost_cents = nil, nil
  end
  local result = hand_over(work, transfer.to, next_task)
  return {
    text = result.text, success = result.success, error = result.error, data = result.data,
    handed_to = result.handed_to or transfer.to.name,
  }
end

-- For agents that are no Lua ---------------------------------------------------------------------------------------

local ANSWERS = {}

function ANSWERS.tool(agent, work, call, more)
  local text, is_error, transfer = rig.call_tool(agent, work, call, more)
  if not transfer then return text, is_error end
  return hand_over(work, transfer.to, transfer.task or {}).text, false
end

function ANSWERS.hand_over(_, work, to, task) return hand_over(work, read_agent(to), task) end

function ANSWERS.grep(_, _, pattern, options)
  rig.load_part("grep")
  return rig.grep(pattern, options)
end

--- What an agent that is no Lua asks of the prelude. Gives true and the results, or false, the error, and the number of the
--- failed check whose error it is.
function rig.answer_agent(agent, work, what, ...)
  local results = rig.pack(base.pcall(ANSWERS[what], agent, work, ...))
  local problem = results[2]
  if results[1] then return rig.unpack(results, 1, results.n) end
  if base.rawequal(problem, rig.skip_signal) then base.error(problem, 0) end
  return false, rig.bounded(rig.tostring(problem)), rig.failure_of(problem)
end
