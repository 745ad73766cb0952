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
