-- Scenarios that look as if they checked something. Each says in the line above it what it must come to.

-- outcome: empty
it("does nothing", function() end)

-- outcome: empty
it("only runs code", function() local _ = math.max(1, 2) end)

-- outcome: empty
it("compares and drops the answer", function() local _ = (1 == 2) end)

-- outcome: empty
it("prints what should be checked", function() print(1 == 2) end)

-- outcome: empty
it("returns true", function() return true end)

-- outcome: empty
it("says itself that it passed", function() return { passed = true } end)

-- outcome: failed
it("says itself that it did not pass", function() return { passed = false, message = "no" } end)

-- outcome: empty
it("defines a function that checks, and never calls it", function()
  local function verify() assert.equal(1, 2) end
  return verify
end)

-- outcome: empty
it("checks each item of an empty list", function()
  for _, item in ipairs({}) do assert.equal(1, item) end
end)

-- outcome: empty
it("checks in a branch that is not taken", function()
  if 1 > 2 then assert.is_true(false) end
end)

-- outcome: empty
it("leaves before its check", function()
  do return end
  assert.is_true(false) -- luacheck: ignore
end)

-- outcome: empty
it("keeps a check in a variable", function()
  local same = assert.same
  return same
end)

-- outcome: empty
it("keeps a chain in a variable", function()
  local chain = assert.are
  return chain
end)

-- outcome: failed
it("gives a check to assert without calling it", function() assert(assert.is_nil) end)

-- outcome: failed
it("gives a chain to assert without calling it", function() assert(assert.is_not.falsy) end)

-- outcome: failed
it("begins a chain and forgets the check", function()
  local double = spy.new()
  double()
  assert.is_true(true)
  assert.spy(double)
end)

-- outcome: failed
it("begins a chain with a message and forgets the check", function()
  assert.is_true(true)
  assert.message("why")
end)

-- outcome: failed
it("calls the words before a check", function() pcall(function() assert.is(nil) end) end)

-- outcome: failed
it("calls assert without a value, in a pcall", function()
  assert.is_true(true)
  pcall(assert)
end)

-- outcome: failed
it("forgets the second value, in a pcall", function()
  assert.is_true(true)
  pcall(assert.equal, 1)
end)

-- outcome: failed
it("misspells a check, in a pcall", function()
  assert.is_true(true)
  pcall(function() assert.equl(1, 2) end)
end)

-- outcome: failed
it("gives near no tolerance, in a pcall", function()
  assert.is_true(true)
  pcall(assert.near, 1, 2)
end)

-- outcome: failed
it("gives has_error the result of a call, in a pcall", function()
  assert.is_true(true)
  pcall(assert.has_error, tostring(1))
end)

describe("with hooks", function()
  before_each(function() assert.is_true(true) end)

  -- outcome: passed
  it("has its check in before_each", function() end)
end)

-- outcome: empty
property("makes values and looks at none", gen.integer(), function() end)

-- outcome: passed
property("says that it holds", gen.integer(), function() return true end)

-- outcome: failed, "the property does not hold"
property("says that it does not hold", gen.integer(), function() return false end)

-- outcome: failed, "the scenario returned false: no budget"
it("says why it did not pass", function()
  assert.is_true(true)
  return false, "no budget"
end)

-- outcome: failed, "the scenario returned passed = 0; true or false is expected"
it("says in a wrong way whether it passed", function() return { passed = 0 } end)
