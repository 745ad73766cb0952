-- Agent: what it is made of, the tasks it works on, and what they cost.
local rig = ...
local base, string = rig.base, rig.string
local type, setmetatable = base.type, base.setmetatable
local raise, copy, expect, host = rig.raise, rig.copy, rig.expect, rig.host

local find_agent = host("agent.find")
local begin_task, end_task, spent_on = host("agent.begin"), host("agent.finish"), host("agent.spent")
local run_elsewhere = host("agent.run")

--- What a scenario holds of an agent: its name, and these methods.
local Agent = { __name = "Agent", __metatable = "Agent" }
Agent.__index = Agent
rig.Agent = Agent

--- By what the scenario holds, the agent itself: `{ name, kind, number, options, tools, behavior }`.
local agents = setmetatable({}, { __mode = "k" })
--- Agents by name, as the scenario made them: whom a hand-over means.
local made = {}

--- The name of an agent; nil of any other value.
function rig.agent_name(value)
  local agent = agents[value]
  return agent and agent.name
end

--- The agent that a method was called on; `where` is the method.
function rig.agent_of(where, handle)
  return agents[handle] or raise(where .. ": is called with a colon, on what Agent.new gives")
end

--- The agent that a hand-over means: the newest of that name, or one that is made now; nil where it is no agent's name.
function rig.find_agent(value)
  if type(value) == "string" then return made[value] or rig.make_agent(value) end
  return type(value) == "table" and agents[value] or nil
end

-- Results ----------------------------------------------------------------------------------------------------------

--- The code in a reply: its first fenced block, or all of it.
local function code_of(text)
  return string.match(text, "```[^\n]*\n(.-)\r?\n?```") or text
end

--- The result of a task that an agent has ended with `outcome`: `{ text, success, error, data, handed_to }`.
local function make_result(outcome, number, id)
  local cost, tokens, model, turns, overspent = spent_on(number)
  local success = outcome.success ~= false and not overspent
  return {
    success = success, text = outcome.text, code = code_of(outcome.text), data = outcome.data,
    tokens = tokens, cost_cents = cost, model = model, turns = turns, task_id = id,
    error = not success and (outcome.error or overspent) or nil, handed_to = outcome.handed_to,
  }
end

--- What an error says; of one that ends the scenario the runner has made a table already.
local function why_of(problem)
  local message = type(problem) == "table" and base.rawget(problem, "message") or problem
  return rig.bounded(rig.tostring(message))
end

-- Tasks ------------------------------------------------------------------------------------------------------------

local function read_task(where, given)
  local task = copy(expect(where, "table", given))
  if task.max_cost_cents ~= nil then expect(where .. ": task.max_cost_cents", "number", task.max_cost_cents) end
  return task
end

--- What an agent that is no Lua does with a task: the host asks for tools and hand-overs as it goes.
local function perform_elsewhere(agent, task, work)
  local handler = rig.keep(function(what, ...)
    return rig.answer_agent(agent, work, what, ...)
  end)
  local text, success, problem, data =
    run_elsewhere(work.number, agent.number, agent.kind, task, agent.options, rig.tool_specs(agent), handler)
  return { text = text, success = success, error = problem, data = data }
end

--- Has an agent work on a task; `from` is the work that hands it over, where some does. Gives the result.
function rig.run_task(agent, given, from)
  local task = read_task(from and "agent:hand_over" or "agent:execute", given)
  local work = { agent = agent, from = from, about = rig.about_task(task) }
  -- The agent is given the task, and may write to it; what is told of it goes by this id.
  local id, number = begin_task(agent.name, agent.kind, task.id, task.description, task.max_cost_cents, from and from.number)
  work.number, work.id, task.id = number, id, id
  local result
  -- However the task ends: a pcall around it must not leave what follows in it.
  local ending <close> = setmetatable({}, { __close = function(_, problem)
    end_task(number, result and result.success, result and result.error or problem ~= nil and why_of(problem) or nil)
  end })
  local perform = agent.kind == "script" and rig.perform_behavior or perform_elsewhere
  local outcome = perform(agent, task, work)
  result = make_result(outcome, number, id)
  return result
end

--- Runs one task. Gives `{ success, code, text, cost_cents, tokens, model, turns, task_id, error }`.
function Agent:execute(task)
  return rig.run_task(rig.agent_of("agent:execute", self), task)
end

-- Making -----------------------------------------------------------------------------------------------------------

local OPTIONS = { kind = "string", model = "string", max_turns = "number", rule_result = "any", specialization = "any" }

local function read_options(options)
  local own = copy(expect("Agent.new", "table", options))
  for key, value in base.next, own do
    local wanted = OPTIONS[key]
    if not wanted then
      raise("Agent.new: unknown option " .. rig.inspect_line(key, 40)
        .. "; there are kind, model, max_turns, rule_result and specialization")
    end
    if wanted ~= "any" then expect("Agent.new: option " .. key, wanted, value) end
  end
  local turns = own.max_turns
  if turns and (turns < 1 or turns % 1 ~= 0) then raise("Agent.new: option max_turns: a whole number from 1 up is expected") end
  return own
end

function rig.make_agent(name, options)
  expect("Agent.new", "string", name)
  local own = read_options(options or {})
  local kind, number = find_agent(name, own.kind, (rig.user_frame()))
  local agent = { name = name, kind = kind, number = number, options = own, tools = {} }
  if kind == "script" then
    agent.behavior = rig.load_script(name, "behavior")
    rig.add_behavior_tools(agent)
  end
  made[name] = agent
  return agent
end

function rig.new_agent(name, options)
  local handle = setmetatable({ name = name }, Agent)
  agents[handle] = rig.make_agent(name, options)
  return handle
end

rig.load_part("agent-tools")
rig.load_part("agent-behavior")
rig.load_part("agent-chain")
