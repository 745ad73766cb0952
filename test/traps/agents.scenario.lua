-- What goes wrong with agents and their tools. Each says in the line above it what it must come to.

local CALLS_LOOK = { tool_calls = { { name = "look", arguments = {} } } }

local function agent_with_tool(fn)
  local agent = Agent.new("tools")
  agent:tool("look", {}, fn)
  llm.on{ role = "user" }:reply(CALLS_LOOK):optional()
  llm.on{ role = "tool" }:reply("done"):optional()
  return agent
end

-- outcome: failed, "was never used"
it("mocks a tool that is not called", function()
  local agent = agent_with_tool(function() return "seen" end)
  agent:mock_tool("look", { at = "elsewhere" }):reply("mocked")
  assert.equal("done", agent:execute{ description = "it" }.text)
end)

-- outcome: failed, "no mock answers this call of the tool look"
it("hides a call of a tool that nothing answers", function()
  local agent = agent_with_tool(nil)
  pcall(agent.execute, agent, { description = "it" })
  assert.is_true(true)
end)

-- outcome: failed, "the same"
it("hides a failed check of a tool", function()
  local agent = agent_with_tool(function() assert.same({ 1 }, { 2 }) end)
  pcall(agent.execute, agent, { description = "it" })
  assert.is_true(true)
end)

-- outcome: failed, "no mock answers this call of the model"
it("hides a call of a model in a task that was handed over", function()
  local agent = Agent.new("tools")
  agent:tool("look", {}, function(_, self)
    pcall(self.hand_over, self, "other", { description = "else" })
    return "so what"
  end)
  llm.on{ agent = "tools", role = "user" }:reply(CALLS_LOOK)
  llm.on{ agent = "tools", role = "tool" }:reply("done"):optional()
  assert.equal("done", agent:execute{ description = "it" }.text)
end)

-- outcome: errored, "there is no agent called"
it("asks for an agent that there is not", function()
  Agent.new("tolls")
end)

-- outcome: failed, "was used 1 of 2 times"
it("gives half of what a sequence promises", function()
  local agent = agent_with_tool(function() return "seen" end)
  agent:mock_tool("look"):reply_sequence{ "a", "b" }
  assert.equal("done", agent:execute{ description = "it" }.text)
end)
