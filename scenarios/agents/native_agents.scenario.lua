-- Agents that are no Lua: a module of TypeScript and a program, named in moonrig.config.json under `agents`. They meet the same
-- mocks as scripts, and checks see the same of them.

describe("the release writer, a module", { tags = { "agent" } }, function()
  local writer
  before_each(function()
    writer = Agent.new("release_writer")
    git.use{ { message = "Greet by name" }, { message = "chore: tidy" }, { message = "Begin" } }
  end)

  it("writes the notes of a release #smoke", function()
    llm.on{ model = "sonnet", system = "Two sentences", last = "Greet by name\nBegin" }
      :reply{ chunks = { "Greets people ", "by their name." }, tokens = { input = 300, output = 30 } }
    local result = writer:execute{ release = "1.2" }
    assert.same({ path = "notes/1.2.md", changes = 2 }, result.data)
    assert.workspace.has_file("notes/1.2.md", "Greets people by their name.")
    assert.trajectory(writer):exactly("git.commits", "llm.call", { "workspace.write_file", path = "notes/1.2.md" })
  end)

  it("is brief where little may be spent", function()
    llm.on{ model = "haiku", system = "One line" }:reply{ text = "- Greets by name", tokens = { input = 300, output = 10 } }
    local result = writer:execute{ release = "1.2", max_cost_cents = 0.5 }
    assert.is_true(result.success)
    assert.cost_below(result, 0.5)
  end)

  it("does not ask where there is nothing to tell", function()
    git.use{ { message = "chore: tidy" } }
    local result = writer:execute{ release = "1.2" }
    assert.is_false(result.success)
    assert.equal("there is nothing to tell", result.error)
    assert.equal(0, result.turns)
  end)

  it("raises what its model's provider says", function()
    llm.on{}:fault("overloaded")
    local problem = assert.has_error(function() writer:execute{ release = "1.2" } end)
    assert.matches("release_writer%.ts:%d+: llm%.stream: 529: overloaded", problem)
  end)
end)

describe("triage, a program", { tags = { "agent" } }, function()
  each{
    { "I was charged twice", "billing" },
    { "The lamp is broken", "support" },
  }("sends %q to %s", function(message, team)
    llm.on{ agent = "triage", last = message }:reply{ json = { team = team } }
    local result = Agent.new("triage"):execute{ description = message }
    assert.equal(team, result.text)
    assert.workspace.has_file("inbox/" .. team .. ".txt", message)
  end)
end)
