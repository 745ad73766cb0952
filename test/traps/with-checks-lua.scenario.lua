-- checks: lua
-- What busted's way still does not let pass. Each says in the line above it what it must come to.

describe("after_each raises", function()
  after_each(function() error("late") end)

  -- outcome: failed, "expected the two to be equal"
  it("does not hide the check that ended the body", function() assert.equal(1, 2) end)
end)

describe("after_each has a check that fails", function()
  after_each(function() assert.is_true(false) end)

  -- outcome: failed, "expected the two to be equal"
  it("does not hide the check that ended the body", function()
    pcall(assert.equal, "caught", 1)
    assert.equal(1, 2)
  end)
end)

-- outcome: failed, "expected true"
it("has a hundred caught checks before the one that counts", function()
  for i = 1, 200 do pcall(assert.equal, i, 0) end
  assert.is_true(false)
end)

-- outcome: failed, "expected true"
it("has a soft check that fails", function()
  check.is_true(false)
  assert.is_true(true)
end)

-- outcome: passed
it("catches a check", function() assert.is_false(pcall(assert.equal, 1, 2)) end)

-- outcome: passed
it("returns what means nothing to busted", function()
  assert.is_true(true)
  return false
end)

-- outcome: failed, "the scenario returned false"
function test_returns_false() return false end
