-- Code that never runs, or stops on its way to a check. Each scenario says in the line above it what it must come to.

-- outcome: failed, "it: only at the top of a scenario file"
it("defines a scenario", function()
  assert.is_true(true)
  it("inside", function() assert.equal(1, 2) end)
end)

-- outcome: failed, "it: only at the top of a scenario file"
it("defines a scenario, in a pcall", function()
  assert.is_true(true)
  pcall(it, "inside", function() assert.equal(1, 2) end)
end)

-- outcome: failed, "describe: only at the top of a scenario file"
it("describes a block, in a pcall", function()
  assert.is_true(true)
  pcall(describe, "inside", function() it("x", function() assert.equal(1, 2) end) end)
end)

-- outcome: failed, "after_each: only at the top of a scenario file"
it("adds a hook, in a pcall", function()
  assert.is_true(true)
  pcall(after_each, function() assert.equal(1, 2) end)
end)

-- outcome: failed, "property: only at the top of a scenario file"
it("defines a property, in a pcall", function()
  assert.is_true(true)
  pcall(property, "inside", gen.integer(), function() return false end)
end)

-- outcome: failed, "a coroutine was left before its check"
it("is a coroutine", coroutine.wrap(function()
  assert.is_true(true)
  coroutine.yield()
  assert.is_true(false)
end))

-- outcome: failed, "a coroutine was left before its check"
it("leaves an iterator before its check", function()
  for _ in coroutine.wrap(function() coroutine.yield(1) assert.equal(1, 2) end) do break end
  assert.is_true(true)
end)

-- outcome: passed
it("leaves an iterator behind its check", function()
  for _ in coroutine.wrap(function() assert.equal(1, 1) coroutine.yield(1) end) do break end
end)

local numbers = coroutine.wrap(function()
  for n = 1, 100 do coroutine.yield(n) end
end)

-- outcome: passed
it("goes on with an iterator that checks nothing", function() assert.equal(1, numbers()) end)

-- outcome: failed, "expected the two to be equal"
it("closes a coroutine whose end checks", function()
  local thread = coroutine.create(function()
    local guard <close> = setmetatable({}, { __close = function() assert.equal(1, 2) end })
    coroutine.yield(guard)
  end)
  coroutine.resume(thread)
  coroutine.close(thread)
  assert.is_true(true)
end)

-- outcome: errored, "attempt to yield from outside a coroutine"
it("yields", function()
  assert.is_true(true)
  coroutine.yield()
  assert.is_true(false)
end)

-- outcome: failed, "expected the two to be equal"
it("hides a check behind an error of a to-be-closed value", function()
  pcall(function()
    local guard <close> = setmetatable({}, { __close = function() error("other") end })
    assert.equal(guard, 2)
  end)
  assert.is_true(true)
end)

-- outcome: failed, "expected the two to be equal"
it("hides a check that it has loaded", function()
  pcall(load("assert.equal(1, 2)"))
  assert.is_true(true)
end)

-- outcome: todo
todo("has a body that does not run", function() assert.equal(1, 2) end)

-- outcome: failed, "the scenario returned pased, which is not passed"
it("misspells what it returns", function()
  assert.is_true(true)
  return { pased = false }
end)

-- outcome: errored, "unknown field contians; did you mean contains?"
it("misspells what a mock is to match", function() llm.on{ contians = "x" }:reply("y") end)

-- outcome: failed, "was never used"
it("scripts a mock and forgets its reply", function()
  llm.on{ contains = "x" }
  assert.is_true(true)
end)

-- outcome: failed, "expected the two to be equal"
it("compares what is not a number with itself", function() assert.equal(0 / 0, 0 / 0) end)

-- outcome: failed, "expected the same content"
it("compares a list of what is not a number", function() assert.same({ 0 / 0 }, { 0 / 0 }) end)

-- outcome: failed, "expected another error"
it("raises another error than it should", function() assert.has_error(function() error("typo") end, "too dear") end)

-- A spy whose function checks, and that nothing calls, says nothing: it may be one that other scenarios need.
-- outcome: passed
it("has a spy that is never called", function()
  spy.new(function(n) assert.equal(1, n) end)
  assert.is_true(true)
end)
