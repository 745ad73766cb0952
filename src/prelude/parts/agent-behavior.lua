-- An agent whose behavior is a script: the prompt it builds, the model that answers, the tools that this asks for.
local rig = ...
rig.load_part("agent")
local type, ipairs = rig.base.type, rig.base.ipairs
local raise, format = rig.raise, rig.string.format

local overspent_on = rig.host("agent.spent")

local MAX_TURNS = 10

--- What a behavior may choose, else a cheap or a middling model by the task.
local function choose_model(agent, task, self)
  local choose = rig.holder_of(agent.behavior).choose_model
  if type(choose) == "function" then return choose(task, self) end
  return task.model or agent.options.model or (task.cost_sensitive and "simple" or "medium")
end

--- Why a task has to stop before its model is asked again.
local function find_stop(work, turn, max_turns, calls)
  local overspent = rig.base.select(5, overspent_on(work.number))
  if overspent then return overspent end
  if turn < max_turns then return nil end
  local names = {}
  for i, call in ipairs(calls) do names[i] = rig.base.tostring(call.name) end
  return format("no answer after %d turns (max_turns): the model still asks for %s", turn, rig.table.concat(names, ", "))
end

--- Answers what the model asks for, in its order. Gives the hand-over that one of the tools has asked for, if one has.
local function answer_calls(agent, work, reply, messages)
  messages[#messages + 1] = { role = "assistant", content = reply.text, tool_calls = reply.tool_calls }
  local transfer
  for _, call in ipairs(reply.tool_calls) do
    local text, _, wanted = rig.call_tool(agent, work, call)
    messages[#messages + 1] = { role = "tool", tool_call_id = call.id, name = call.name, content = text }
    transfer = transfer or wanted
  end
  return transfer
end

--- Asks the model until it answers without asking for tools.
local function converse(agent, task, work, model, messages)
  local specs = rig.tool_specs(agent)
  local options = { agent = agent.name, task = work.id, tools = #specs > 0 and specs or nil }
  local max_turns = agent.options.max_turns or MAX_TURNS
  for turn = 1, rig.math.huge do
    local reply = rig.call_model(model, messages, options)
    -- Without tools of its own, who calls the agent sees to what its model asks for.
    if #specs == 0 or #reply.tool_calls == 0 then return { text = reply.text } end
    local transfer = answer_calls(agent, work, reply, messages)
    if transfer then return rig.transfer(work, task, transfer) end
    local why = find_stop(work, turn, max_turns, reply.tool_calls)
    if why then return { text = reply.text, success = false, error = why } end
  end
end

function rig.perform_behavior(agent, task, work)
  local behavior, options = agent.behavior, agent.options
  local self = rig.working_agent(work)
  local build = rig.entry_of(behavior, "build_task_prompt")
  local prompt = build(task, options.rule_result or {}, options.specialization, self)
  if prompt == nil then raise(behavior.path .. ": build_task_prompt returned nothing; a prompt is expected") end
  local model = choose_model(agent, task, self)
  -- The list is a copy: what is said in this task is no business of the behavior's table.
  local said = rig.messages_of("agent:execute", prompt)
  local messages = rig.table.move(said, 1, #said, 1, {})
  return converse(agent, task, work, model, messages)
end
