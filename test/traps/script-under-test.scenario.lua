-- A hostile script under test. Each scenario says in the line above it what it must come to.

local hostile = script.load("rules/hostile")

describe("at the end of the stack", function()
  -- outcome: failed, "the stack was full"
  it("a check cannot begin", { timeout_ms = 60000 }, function()
    hostile.at_the_end_of_the_stack(function() assert.equal(1, 1) end)
    assert.is_true(true)
  end)

  -- outcome: failed, "a check was begun and never came to an answer"
  it("a chain of words cannot be read", function()
    hostile.at_the_end_of_coroutines(function() assert.are.equal(1, 1) end)
    assert.is_true(true)
  end)

  -- outcome: passed
  it("a script may find that it recurses too deep", function()
    local function down() return 1 + down() end
    assert.is_false((pcall(down)))
  end)
end)

describe("a spy keeps what it has noted from a script that", function()
  local noted
  before_each(function() noted = spy.new() end)

  -- outcome: failed, "expected the spy not to be called"
  it("clears it", function()
    hostile.clears(noted)
    assert.spy(noted).was_not.called()
  end)

  -- outcome: failed, "expected the two to be equal"
  it("writes to its calls", function()
    hostile.writes(noted)
    assert.equal(0, #noted.calls)
  end)

  -- outcome: failed, "expected true"
  it("answers for it", function()
    hostile.answers_for(noted)
    assert.is_true(noted:called_with({ "y", n = 1 }))
  end)

  -- outcome: failed, "expected the spy not to be called"
  it("poses as the scenario", function()
    hostile.poses(noted, "script-under-test.scenario.lua")
    assert.spy(noted).was_not.called()
  end)
end)

-- outcome: failed, "expected a section"
it("a prompt is what is sent, not what it says of its parts", function()
  local prompt = script.load("rules/hostile").prompt()
  assert.prompt(prompt):has_section("Budget")
end)

-- outcome: failed, "tools: expected never llm.call"
it("an agent stays itself", function()
  llm.on{}:reply("ok")
  Agent.new("other")
  local agent = Agent.new("tools")
  agent:execute{ description = "x" }
  hostile.renames(agent)
  assert.trajectory(agent):never("llm.call")
end)
