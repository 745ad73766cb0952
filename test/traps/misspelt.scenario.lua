-- Names that are not there, and words that are not meant. Each says in the line above it what it must come to.

describe("an agent that there never was", function()
  before_each(function()
    llm.on{}:reply("ok"):optional()
    Agent.new("tools")
  end)

  -- outcome: failed, "there was no agent "toolis" in this scenario; did you mean tools?"
  it("costs nothing", function() assert.cost_below("toolis", 50) end)

  -- outcome: failed, "did you mean tools?"
  it("uses no tokens", function() pcall(assert.tokens_below, "toolis", 50) end)

  -- outcome: failed, "did you mean tools?"
  it("takes no time", function() pcall(assert.latency_below, "toolis", 50) end)

  -- outcome: failed, "did you mean tools?"
  it("never calls", function() pcall(function() assert.trajectory("toolis"):never("llm.call") end) end)

  -- outcome: failed, "did you mean tools?"
  it("calls no tool", function() pcall(function() assert.not_tool_called("toolis", "delete_file") end) end)

  -- outcome: passed
  it("is another than one that did nothing", function() assert.cost_below("tools", 50) end)

  -- outcome: failed, "there was no task "t2" in this scenario; did you mean t1?"
  it("is as wrong as a task", function()
    local result = Agent.new("tools"):execute{ id = "t1", description = "x" }
    result.task_id = "t2"
    assert.trajectory(result):never("workspace.write_file")
  end)

  -- outcome: failed, "expected a cost"
  it("is another than one named in a call", function()
    llm.on{}:reply{ text = "ok", cost_cents = 99 }
    llm.call("haiku", "hi", { agent = "tools" })
    assert.cost_below("tools", 50)
  end)
end)

-- outcome: failed, "did you mean "has_section"?"
it("misspells what follows assert.prompt", function() assert.prompt("## Task"):has_secton("Task") end)

-- outcome: failed, "did you mean "includes"?"
it("misspells what follows assert.trajectory", function() assert.trajectory():inculdes("llm.call") end)

-- outcome: failed, "did you mean "has_file"?"
it("misspells what follows assert.workspace", function() assert.workspace.has_fiel("a.lua") end)

-- outcome: failed, "did you mean "workspace"?"
it("misspells assert.workspace", function() assert.workspcae.unchanged() end)

-- outcome: failed, "did you mean "cost_below"?"
it("misspells the check of a part that is not loaded", function() assert.cost_belwo({ cost_cents = 1 }, 5) end)

-- outcome: failed, "did you mean "was_called"?"
it("misspells what follows assert.spy", function() assert.spy(spy.new()).was.caled() end)

-- outcome: failed, "is called with a dot, not with a colon"
it("writes a colon", function() assert:is_truthy(false) end)

-- outcome: failed, "is called with a dot, not with a colon"
it("writes a colon before a negation", function() assert:is_not_equal(1, 1) end)

-- outcome: failed, "is called with a dot, not with a colon"
it("writes a colon behind a word", function() assert.is_not:falsy(false) end)

-- outcome: failed, "is called with a dot, not with a colon"
it("writes a colon behind check", function() check:is_truthy(false) end)

-- outcome: passed
it("may look at assert itself", function() assert.is_table(assert) end)
