-- One little agent, made of all that agents can be made of: what a scenario sees of it is the same.
local SAVE = {
  description = "Saves a text",
  properties = { path = { type = "string" }, text = { type = "string" } },
  required = { "path", "text" },
}

each{ "script", "module", "command", "mock" }("an agent that is a %s", function(kind)
  local agent = Agent.new("scribe", { kind = kind })
  agent:tool("save", SAVE, function(call)
    workspace.write_file(call.path, call.text)
    return "saved " .. call.path
  end)
  local is_asking = kind ~= "mock"
  if is_asking then
    local saves = llm.on{ model = "simple", agent = "scribe", contains = "Sum up: milk", tools = "save" }:reply{
      tool_calls = { { name = "save", arguments = { path = "sum.txt", text = "2" } } },
      tokens = { input = 900, output = 120 }, latency_ms = 800,
    }:times(1)
    llm.on{ last = "saved sum.txt" }:reply{
      text = "Two things to buy.", tokens = { input = 1000, output = 20 }, latency_ms = 200,
    }:after(saves)
  end

  local result = agent:execute{ id = "S-1", description = "Sum up", max_cost_cents = 0.26 }

  assert.same({
    success = true, text = "Two things to buy.", code = "Two things to buy.", model = "haiku", turns = 2, task_id = "S-1",
    tokens = { input = 1900, output = 140, cached = 0 }, cost_cents = 0.26,
  }, result)
  assert.trajectory(agent):exactly(
    { "workspace.read_file", path = "notes.txt" },
    { "llm.call", model = "simple", agent = "scribe", task = "S-1" },
    { "tool.call", name = "save", arguments = { path = "sum.txt" } },
    { "workspace.write_file", path = "sum.txt" },
    { "llm.call", text = "Two things to buy." })
  assert.trajectory(result):includes{ "tool.result", name = "save", text = "saved sum.txt" }
  assert.tool_called(agent, "save", { text = "2" })
  assert.cost_below(agent, 0.27)
  assert.tokens_below(agent, 2041)
  assert.latency_below(agent, 1001)
  assert.workspace.has_file("sum.txt", "2")
  assert.equal(0.26, llm.spent{ agent = "scribe", task = "S-1" }.cost_cents)
end)

each{ "script", "module", "command", "mock" }("a task is handed over by an agent that is a %s", function(kind)
  local agent = Agent.new("scribe", { kind = kind })
  if kind ~= "mock" then
    llm.on{ agent = "scribe", last = "Sum up: milk" }:reply{ text = "Two things.", tokens = { input = 100, output = 10 } }
  end

  local result = agent:execute{ id = "S-2", description = "Sum up", reader = "reader" }

  assert.same({
    success = true, text = "Two things.", code = "Two things.", model = "haiku", turns = 1, task_id = "S-2",
    tokens = { input = 100, output = 10, cached = 0 }, cost_cents = 0.015,
  }, result)
  assert.trajectory(agent):exactly({ "workspace.read_file", path = "notes.txt" }, { "llm.call", task = "S-2" })
  assert.trajectory(agent):includes({ "agent.hand_over", to = "reader" }, { "agent.result", task = "R-1" })
  assert.trajectory{ task_id = "R-1" }:exactly("workspace.read_file")
end)

each{ { "script" }, { "module" }, { "command" } }("turns are limited for an agent that is a %s", function(kind)
  local agent = Agent.new("scribe", { kind = kind, max_turns = 2 })
  agent:tool("save", SAVE, function() return "full" end)
  llm.on{ agent = "scribe" }:reply{
    text = "Once more", tool_calls = { { name = "save", arguments = { path = "sum.txt", text = "2" } } },
    tokens = { input = 100, output = 10 },
  }

  local result = agent:execute{ id = "S-3", description = "Sum up" }

  assert.same({
    success = false, text = "Once more", code = "Once more", model = "haiku", turns = 2, task_id = "S-3",
    error = "no answer after 2 turns (max_turns): the model still asks for save",
    tokens = { input = 200, output = 20, cached = 0 }, cost_cents = 0.03,
  }, result)
end)

each{ { "script" }, { "module" }, { "command" } }("a budget ends the task of an agent that is a %s", function(kind)
  local agent = Agent.new("scribe", { kind = kind })
  agent:tool("save", SAVE, function() return "full" end)
  llm.on{ agent = "scribe" }:reply{
    text = "Once more", tool_calls = { { name = "save", arguments = { path = "sum.txt", text = "2" } } },
    tokens = { input = 100, output = 10 },
  }

  local result = agent:execute{ id = "S-4", description = "Sum up", max_cost_cents = 0.04 }

  assert.is_false(result.success)
  assert.equal(3, result.turns)
  assert.equal("cost 0.045 cents, over the task's budget of 0.04", result.error)
end)
