-- Whose hand it was: what an agent reads and writes is told apart from what the scenario does, and can fail for it alone.

describe("the files of an agent", function()
  local agent

  before_each(function()
    workspace.use{
      ["history/2025-01/task-7.json"] = '{"success":true,"approach":"Small steps"}',
      ["history/2025-01/task-8.json"] = '{"success":false}',
      [".env"] = "KEY=secret",
    }
    llm.on{ agent = "cost_optimizer" }:reply{ text = "done", cost_cents = 1 }
    agent = Agent.new("cost_optimizer")
  end)

  it("are those of its history, and nothing secret", function()
    workspace.read_file(".env")
    agent:execute{ id = "t-1", kind = "login", description = "Write a login" }
    assert.workspace.was_read("history/**", { by = "cost_optimizer", task = "t-1" })
    assert.workspace.was_not_read(".env", { by = "cost_optimizer" })
    assert.workspace.unchanged()
  end)

  it("can be out of reach for the agent alone", function()
    workspace.on{ path = "history/**", by = "cost_optimizer" }:fails("permission denied")
    assert.has_error(function() agent:execute{ kind = "login", description = "Write a login" } end)
    assert.same('{"success":false}', workspace.read_file("history/2025-01/task-8.json"))
  end)
end)
