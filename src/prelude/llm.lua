-- llm: `call` for everyone; `on` and what hangs off it for the scenario.
local rig = ...
local setmetatable = rig.base.setmetatable
local host, expect = rig.host, rig.expect

local call = host("llm.call")
local on, reply, limit, optional = host("llm.on"), host("llm.reply"), host("llm.times"), host("llm.optional")

--- Calls the model; a Prompt is rendered to messages first.
function rig.call_model(model, prompt, options)
  return call(model, rig.messages_of("llm.call", prompt), options)
end

local Mock = { __name = "llm mock", __metatable = "llm mock" }
Mock.__index = Mock

function Mock:reply(answer)
  reply(self.id, { answer })
  return self
end

function Mock:reply_sequence(answers)
  reply(self.id, expect("reply_sequence", "table", answers), true)
  return self
end

function Mock:times(count)
  limit(self.id, count)
  return self
end

function Mock:optional()
  optional(self.id)
  return self
end

rig.refuse_unknown("llm mock", Mock)

local function make_llm(half)
  local llm = { call = rig.call_model }
  if half == "control" then
    llm.on = function(match)
      return setmetatable({ id = on(match or {}) }, Mock)
    end
    llm.calls = host("llm.calls")
  end
  return llm
end

rig.native_bindings.llm = make_llm
-- The name that the scripts of the Elixir host use.
rig.native_bindings.LLM = make_llm
