-- Something else in the place of what checks. Each scenario says in the line above it what it must come to.

-- outcome: failed, "assert.equal: a check cannot be replaced"
it("replaces a check", function()
  pcall(function() assert.equal = function() end end)
  assert.is_true(true)
end)

-- outcome: failed, "assert.equal: a check cannot be replaced"
it("replaces a check raw", function()
  pcall(rawset, assert, "equal", function() end)
  assert.is_true(true)
end)

-- outcome: failed, "assert.is_not_nil: a check cannot be replaced"
it("replaces a check that is made of words", function()
  pcall(function() assert.is_not_nil = function() end end)
  assert.is_true(true)
end)

-- outcome: errored, "there is a check called "same", and it cannot be replaced"
it("registers a check by a name that is taken", function()
  assert:register("assertion", "same", function() return true end)
  assert.are.same(1, 2)
end)

-- outcome: passed
it("adds a check of its own", function()
  assert.is_even = function(n) return assert.equal(0, n % 2) end
  assert.is_even(2)
end)

-- outcome: failed, "something else was put in the place of assert"
it("puts something else in the place of assert", function()
  _G.assert = function() end
  assert(false)
  check.is_true(true)
end)

-- outcome: failed, "something else was put in the place of assert"
it("takes assert away, in a pcall", function()
  local equal = assert.equal
  assert = nil
  pcall(function() assert(false) end)
  equal(1, 1)
end)

-- outcome: empty
it("hides assert behind a local of its name", function()
  local assert = function() end
  assert(false)
end)

-- outcome: passed
it("may name assert anew", function()
  assert = require("luassert")
  assert.equal(1, 1)
end)

-- outcome: failed, "expected the two to be equal"
it("gives assert another metatable", function()
  pcall(setmetatable, assert, { __index = function() return function() end end })
  assert.equal(1, 2)
end)

-- outcome: failed, "expected the two to be equal"
it("gives error another meaning", function()
  error = function() end
  assert.equal(1, 2)
end)

-- outcome: failed, "expected the same content"
it("says of itself that it equals all", function()
  local meta = { __eq = function() return true end }
  assert.same(setmetatable({ 1 }, meta), setmetatable({ 2 }, meta))
end)
