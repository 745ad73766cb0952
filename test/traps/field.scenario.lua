-- Checks of agents' work that look as if they had held. Each says in the line above it what it must come to.

-- outcome: failed
it("asks for a trajectory and then nothing of it", function() assert.trajectory() end)

-- outcome: failed
it("asks for a prompt and then nothing of it", function() assert.prompt("## Task") end)

-- outcome: failed
it("misspells a call that must never come, in a pcall", function()
  pcall(function() assert.trajectory():never("worksapce.write_file") end)
end)

-- outcome: failed
it("asks for a field that no call has, in a pcall", function()
  pcall(function() assert.trajectory():never{ "llm.call", modle = "haiku" } end)
end)

-- outcome: failed
it("asks about an agent that is nil", function()
  pcall(function() assert.trajectory(agnet):never("llm.call") end)
end)

-- outcome: failed
it("misspells a keyword of a schema, in a pcall", function()
  pcall(function() assert.json_schema({}, { requird = { "steps" } }) end)
end)

-- outcome: failed
it("hides a soft check in a pcall", function() pcall(function() check.equal(1, 2) end) end)

-- outcome: failed
it("hides a soft check in has_error", function()
  assert.has_error(function()
    check.equal(1, 2)
    error("why")
  end)
end)

-- outcome: failed
it("has a soft check that fails before one that holds", function()
  check.is_true(false)
  assert.is_true(true)
end)

-- outcome: failed
it("waits for something that checks nothing", function() eventually(function() end) end)

-- outcome: failed
it("waits for a check that never holds, in a pcall", function()
  pcall(eventually, function() assert.is_true(false) end)
end)

-- outcome: passed
it("waits for a check that holds at the third try", function()
  local tries = 0
  eventually(function()
    tries = tries + 1
    assert.equal(3, tries)
  end)
end)

-- outcome: failed
it("compares a cost that is not a number", function()
  assert.cost_below({ cost_cents = 0 / 0 }, 5)
end)

-- outcome: failed
it("takes a rule's missing decision for one", function() assert.decision({}, {}) end)

-- outcome: errored, "attempt to call a nil value (global 'shopp')"
it("never holds, for a typo raises", function() assert.not_eventually(function() return shopp() == "done" end) end)

-- outcome: failed, "did you mean "equal"?"
it("never holds, for a check is misspelt", function() assert.not_eventually(function() assert.equl(1, 1) end) end)

-- outcome: failed, "3 values are expected"
it("never holds, for a check is called in a wrong way, in a pcall", function()
  assert.not_eventually(function()
    pcall(assert.near, 1, 2)
    return false
  end)
end)

-- outcome: passed
it("never holds, for a check says no", function() assert.not_eventually(function() assert.equal(1, 2) end) end)
