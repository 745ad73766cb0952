-- Tools of agents: those that behaviors have and scenarios offer, the calls of them, and their mocks.
local rig = ...
rig.load_part("agent")
local base = rig.base
local type, ipairs, setmetatable = base.type, base.ipairs, base.setmetatable
local raise, expect, host = rig.raise, rig.expect, rig.host

local define, begin_call, end_call = host("tool.define"), host("tool.begin"), host("tool.end")
local add_mock, reply, reply_with = host("tool.mock"), host("tool.reply"), host("tool.reply_with")
local bound, optional = host("tool.bounds"), host("tool.optional")
local Agent = rig.Agent

-- Having tools -----------------------------------------------------------------------------------------------------

--- Adds a tool, in place of one of the same name: `{ spec, run }`.
local function add_tool(agent, spec, run)
  for i, tool in ipairs(agent.tools) do
    if tool.spec.name == spec.name then
      agent.tools[i] = { spec = spec, run = run }
      return
    end
  end
  agent.tools[#agent.tools + 1] = { spec = spec, run = run }
end

local function find_tool(agent, name)
  for _, tool in ipairs(agent.tools) do
    if tool.spec.name == name then return tool end
  end
end

--- What a model is offered: name, description and parameters of each tool.
function rig.tool_specs(agent)
  local specs = {}
  for i, tool in ipairs(agent.tools) do specs[i] = tool.spec end
  return specs
end

function Agent:tool(name, schema, fn)
  local agent = rig.agent_of("agent:tool", self)
  if fn ~= nil and not rig.is_callable(fn) then raise("agent:tool: a function is expected last, got " .. type(fn)) end
  expect("agent:tool", "table", schema)
  add_tool(agent, define("agent:tool", name, schema), fn)
  return self
end

local TOOL_FIELDS = { name = true, description = true, parameters = true, run = true }

local function add_behavior_tool(agent, where, tool)
  expect(where, "table", tool)
  for key in base.next, tool do
    if not TOOL_FIELDS[key] then
      raise(where .. ": unknown field " .. rig.inspect_line(key, 40) .. "; there are name, description, parameters and run")
    end
  end
  if not rig.is_callable(tool.run) then raise(where .. ": run: a function is expected, got " .. type(tool.run)) end
  local schema = rig.copy(tool.parameters == nil and {} or expect(where .. ": parameters", "table", tool.parameters))
  schema.description = tool.description
  add_tool(agent, define(where, tool.name, schema), tool.run)
end

--- The tools that a behavior has by itself: `tools = { { name, description, parameters, run }, … }`.
function rig.add_behavior_tools(agent)
  local behavior = agent.behavior
  local tools = base.rawget(rig.holder_of(behavior), "tools")
  if tools == nil then return end
  expect(behavior.path .. ": tools", "table", tools)
  for i, tool in ipairs(tools) do add_behavior_tool(agent, behavior.path .. ": tools[" .. i .. "]", tool) end
end

-- Calling tools ----------------------------------------------------------------------------------------------------

--- What of an error a model is told: what a real tool would say, without the line.
local function problem_text(problem)
  if type(problem) == "table" and base.getmetatable(problem) == nil then return rig.inspect_line(problem, 200) end
  local text = rig.bounded(rig.tostring(problem))
  return rig.string.match(text, "^[^\n:]+:%d+: (.*)$") or text
end

local function names_of(agent, more)
  local names = {}
  for i, tool in ipairs(agent.tools) do names[i] = tool.spec.name end
  for _, name in ipairs(more or {}) do names[#names + 1] = name end
  return names
end

--- Ends a call with what its function gave; gives how the model is told of it.
local function tell(work, call, value, is_error)
  local ok, text = base.pcall(end_call, work.number, call, value, is_error)
  if ok then return text, is_error end
  return end_call(work.number, call, "the tool's result cannot be told: " .. problem_text(text), true), true
end

--- Calls a tool for the model: gives what this is told, whether that is an error, and the hand-over asked for, if one is.
function rig.call_tool(agent, work, call, more)
  local tool = find_tool(agent, call.name)
  local run = tool and tool.run
  local verdict, first, second =
    begin_call(work.number, agent.number, call, tool and tool.spec, names_of(agent, more), run ~= nil)
  if verdict == "answered" then return first, second end
  local made = { id = first, name = call.name }
  local ok, value = base.pcall(run, second, rig.working_agent(work))
  if not ok then
    -- That ends the scenario, or is its verdict: no trouble of the tool's own.
    if rig.failure_of(value) or base.rawequal(value, rig.skip_signal) then base.error(value, 0) end
    return tell(work, made, problem_text(value), true)
  end
  local transfer = rig.read_transfer(value)
  if transfer then
    local text = tell(work, made, "handed over to " .. transfer.to.name, false)
    return text, false, transfer
  end
  return tell(work, made, value, false)
end

-- Mocks ------------------------------------------------------------------------------------------------------------

local Mock = {}
Mock.__index = Mock

function Mock:reply(answer)
  reply(self.id, { answer })
  return self
end

function Mock:reply_sequence(answers)
  reply(self.id, expect("agent:mock_tool(…):reply_sequence", "table", answers), true)
  return self
end

function Mock:reply_with(fn)
  if not rig.is_callable(fn) then raise("agent:mock_tool(…):reply_with: a function is expected, got " .. type(fn)) end
  reply_with(self.id, rig.keep_handler(fn))
  return self
end

function Mock:times(count)
  bound(self.id, count, false)
  return self
end

function Mock:at_least(count)
  bound(self.id, count, true)
  return self
end

function Mock:optional()
  optional(self.id)
  return self
end

rig.refuse_unknown("tool mock", Mock)

--- A function that says nothing where arguments are like a pattern, else what is different; and the pattern as text.
local function make_matcher(pattern)
  if pattern == nil then return nil, nil end
  rig.load_part("patterns")
  local function match(arguments)
    local wrong = rig.find_mismatch(pattern, arguments)
    return wrong and rig.show_mismatch(wrong) or nil
  end
  return rig.keep_handler(match), rig.show_pattern(pattern, 120)
end

function Agent:mock_tool(name, pattern)
  local agent = rig.agent_of("agent:mock_tool", self)
  expect("agent:mock_tool", "string", name)
  -- Other agents may have a tool of that name by themselves.
  if agent.kind == "script" and not find_tool(agent, name) then add_tool(agent, define("agent:mock_tool", name, {})) end
  return setmetatable({ id = add_mock(agent.number, name, make_matcher(pattern)) }, Mock)
end

rig.refuse_unknown("agent", Agent)
