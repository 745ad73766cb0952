-- Which agent takes which task: tasks by priority, each to the agent with the skill that is free first.
-- `plan`: `{ tasks = { { id, skill, hours, priority } }, agents = { { name, skills, hours } } }`; hours are what an agent has left.

local function is_count(value)
  return type(value) == "number" and value > 0 and value < math.huge
end

local function has_skill(agent, skill)
  for _, each in ipairs(agent.skills) do
    if each == skill then return true end
  end
  return false
end

local function is_task(task)
  return type(task) == "table" and type(task.id) == "string" and type(task.skill) == "string"
    and is_count(task.hours) and is_count(task.priority)
end

local function is_agent(agent)
  return type(agent) == "table" and type(agent.name) == "string" and type(agent.skills) == "table" and is_count(agent.hours)
end

local function all(list, check)
  if type(list) ~= "table" or #list == 0 then return false end
  for _, item in ipairs(list) do
    if not check(item) then return false end
  end
  return true
end

--- The agent with the skill that has most hours left, if they are enough; the first of several.
local function find_agent(agents, left, task)
  local best
  for i, agent in ipairs(agents) do
    if left[i] >= task.hours and has_skill(agent, task.skill) and (not best or left[i] > left[best]) then best = i end
  end
  return best
end

return function(plan)
  if type(plan) ~= "table" or not all(plan.tasks, is_task) or not all(plan.agents, is_agent) then
    return { decision = "escalated", confidence = 1.0, reasoning = "Tasks and agents are not complete" }
  end
  local order, left, taken, open = {}, {}, {}, {}
  for i in ipairs(plan.tasks) do order[i] = i end
  for i, agent in ipairs(plan.agents) do left[i] = agent.hours end
  table.sort(order, function(a, b)
    local first, second = plan.tasks[a].priority, plan.tasks[b].priority
    if first ~= second then return first > second end
    return a < b
  end)

  for _, i in ipairs(order) do
    local task = plan.tasks[i]
    local agent = find_agent(plan.agents, left, task)
    if agent then
      left[agent] = left[agent] - task.hours
      taken[#taken + 1] = { task = task.id, agent = plan.agents[agent].name }
    else
      open[#open + 1] = task.id
    end
  end

  local decision, confidence, reasoning = "autonomous", 0.9, "Each task has an agent"
  if #taken == 0 then
    decision, confidence, reasoning = "escalated", 0.9, "No task can be done"
  elseif #open > 0 then
    decision, confidence, reasoning = "collaborative", 0.8, ("%d of %d tasks are open"):format(#open, #order)
  end
  return { decision = decision, confidence = confidence, reasoning = reasoning, taken = taken, open = open }
end
