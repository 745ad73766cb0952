-- Agent: a behavior script, the prompt it builds, the model that answers, and what that cost.
local rig = ...
local base, string = rig.base, rig.string
local type, setmetatable = base.type, base.setmetatable
local match = string.match
local raise, copy, expect, host = rig.raise, rig.copy, rig.expect, rig.host

local new_agent, begin_task, end_task = host("agent.new"), host("agent.begin"), host("agent.finish")

--- The code in a reply: its first fenced block, or all of it.
local function code_of(text)
  return match(text, "```[^\n]*\n(.-)\r?\n?```") or text
end

--- What a behavior may choose, else a cheap or a middling model by the task.
local function choose_model(behavior, task, options)
  local choose = rig.holder_of(behavior).choose_model
  if type(choose) == "function" then return choose(task) end
  return task.model or options.model or (task.cost_sensitive and "simple" or "medium")
end

local Agent = { __name = "Agent", __metatable = "Agent" }
Agent.__index = Agent

--- Name, behavior and options of each agent: a script that is handed one cannot make it another.
local records = setmetatable({}, { __mode = "k" })

--- The name of an agent; nil of any other value.
function rig.agent_name(value)
  local record = records[value]
  return record and record.name
end

--- Runs one task. Gives `{ success, code, text, cost_cents, tokens, model, task_id, error }`.
function Agent:execute(task)
  local record = records[self]
  if not record then raise("agent:execute: is called with a colon, on what Agent.new gives") end
  task = copy(expect("agent:execute", "table", task))
  local budget = task.max_cost_cents
  if budget ~= nil then expect("agent:execute: task.max_cost_cents", "number", budget) end
  -- The behavior is given the task, and may write to it; what is told of it goes by this id.
  local id = begin_task(record.name, task.id, task.description)
  task.id = id
  local result = { success = false, cost_cents = 0 }
  -- However the task ends: a pcall around it must not leave what follows in it.
  local ending <close> = setmetatable({}, { __close = function()
    end_task(record.name, id, result.success, result.cost_cents)
  end })
  local options, behavior = record.options, record.behavior
  local build = rig.entry_of(behavior, "build_task_prompt")
  local prompt = build(task, options.rule_result or {}, options.specialization)
  if prompt == nil then raise(behavior.path .. ": build_task_prompt returned nothing; a prompt is expected") end
  local model = choose_model(behavior, task, options)
  local reply = rig.call_model(model, prompt, { agent = record.name, task = id })
  result = {
    success = true, text = reply.text, code = code_of(reply.text), tokens = reply.tokens,
    cost_cents = reply.cost_cents, model = reply.model, task_id = id,
  }
  -- Said so that a budget that is not a number (NaN) is kept by no cost.
  if budget and not (result.cost_cents <= budget) then
    result.success = false
    result.error = string.format("cost %s cents, over the task's budget of %s",
      rig.inspect(result.cost_cents), rig.inspect(budget))
  end
  return result
end

local OPTIONS = { model = true, rule_result = true, specialization = true }

local function check_options(options)
  for key in base.next, expect("Agent.new", "table", options) do
    if not OPTIONS[key] then
      raise("Agent.new: unknown option " .. rig.inspect_line(key, 40) .. "; there are model, rule_result and specialization")
    end
  end
end

function rig.native_bindings.Agent(half)
  if half ~= "control" then return nil end
  return {
    new = function(name, options)
      expect("Agent.new", "string", name)
      check_options(options or {})
      local behavior = rig.load_script(name, "behavior")
      new_agent(name)
      local agent = setmetatable({ name = name }, Agent)
      records[agent] = { name = name, options = options or {}, behavior = behavior }
      return agent
    end,
  }
end
