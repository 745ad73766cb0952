-- Failures that something tries to hide. Each says in the line above it what it must come to.

-- outcome: failed
it("hides a check in pcall", function() pcall(function() assert.equal(1, 2) end) end)

-- outcome: failed
it("hides a check in xpcall", function()
  xpcall(function() assert.equal(1, 2) end, function() return "fine" end)
end)

-- outcome: failed
it("hides a check in pcall and passes another", function()
  pcall(assert.equal, 1, 2)
  assert.equal(1, 1)
end)

-- outcome: failed
it("hides a bare assert in pcall", function() pcall(assert, false) end)

-- outcome: failed
it("hides a check in a coroutine", function()
  coroutine.resume(coroutine.create(function() assert.equal(1, 2) end))
  assert.is_true(true)
end)

-- outcome: failed
it("hides a check in a closed coroutine", function()
  local thread = coroutine.create(function() assert.equal(1, 2) end)
  coroutine.resume(thread)
  coroutine.close(thread)
end)

-- outcome: failed
it("makes a coroutine that checks and never resumes it", function()
  assert.is_true(true)
  coroutine.create(function()
    assert.equal(1, 2)
  end)
end)

-- outcome: failed
it("resumes a coroutine only up to its check", function()
  local thread = coroutine.wrap(function()
    coroutine.yield()
    assert.equal(1, 2)
  end)
  thread()
  assert.is_true(true)
end)

-- outcome: passed
it("leaves a generator that checks nothing", function()
  local count = coroutine.wrap(function()
    for i = 1, 10 do coroutine.yield(i) end
  end)
  assert.equal(1, count())
end)

-- outcome: failed
it("hides a check in a metamethod", function()
  local odd = setmetatable({}, { __index = function() assert.equal(1, 2) end })
  pcall(function() return odd.x end)
  assert.is_true(true)
end)

-- outcome: failed
it("hides a check in a sort", function()
  pcall(table.sort, { 2, 1 }, function() assert.equal(1, 2) end)
  assert.is_true(true)
end)

-- outcome: failed
it("hides a check in gsub", function()
  pcall(string.gsub, "a", "a", function() assert.equal(1, 2) end)
  assert.is_true(true)
end)

-- outcome: failed
it("hides a check in a to-be-closed value", function()
  pcall(function()
    local guard <close> = setmetatable({}, { __close = function() assert.equal(1, 2) end })
    return guard
  end)
  assert.is_true(true)
end)

-- outcome: failed
it("expects one failure and hides another", function()
  assert.has_error(function()
    pcall(assert.equal, 1, 2)
    error("x")
  end)
end)

-- outcome: passed
it("expects a check to fail", function()
  assert.has_error(function() assert.equal(1, 2) end)
end)

-- outcome: failed
it("expects no error of a failing check", function()
  assert.has_no.errors(function() assert.equal(1, 2) end)
end)

-- outcome: failed
it("expects an error of a function that raises none", function()
  pcall(assert.has_error, function() end)
  assert.is_true(true)
end)

-- outcome: failed
it("claims to have passed after a failed check", function()
  pcall(assert.equal, 1, 2)
  return { passed = true }
end)

-- outcome: failed
it("skips itself after a failed check", function()
  pcall(assert.equal, 1, 2)
  pending("never mind")
end)

-- outcome: failed
it("replaces assert's functions after a failed check", function()
  pcall(assert.equal, 1, 2)
  assert.equal = function() end
  assert.equal(1, 2)
end)

-- outcome: failed
it("hides a model call that no mock answers", function()
  pcall(llm.call, "haiku", "hello")
  assert.is_true(true)
end)

-- outcome: failed
it("promises a reply that nobody asks for", function()
  llm.on{ contains = "never" }:reply("x")
  assert.is_true(true)
end)

describe("in hooks", function()
  after_each(function() pcall(assert.equal, 1, 2) end)

  -- outcome: failed
  it("hides a check in after_each", function() assert.is_true(true) end)
end)

describe("in finally", function()
  -- outcome: failed
  it("hides a check", function()
    finally(function() pcall(assert.equal, 1, 2) end)
    assert.is_true(true)
  end)

  -- outcome: errored
  it("raises after all has passed", function()
    finally(function() error("late") end)
    assert.is_true(true)
  end)
end)

describe("in before_each", function()
  before_each(function() pcall(assert.equal, 1, 2) end)

  -- outcome: failed
  it("hides a check", function() assert.is_true(true) end)
end)

describe("in what finally asks for", function()
  -- outcome: errored
  it("comes too late to be pending", function()
    finally(function() pending("x") end)
    error("boom")
  end)

  -- outcome: failed
  it("asks for another that checks", function()
    finally(function()
      finally(function() assert.equal(1, 2) end)
    end)
    assert.is_true(true)
  end)
end)

-- outcome: errored
it("raises something that is no text", function()
  assert.is_true(true)
  error({ code = 1 })
end)

-- outcome: errored
it("raises nil", function()
  assert.is_true(true)
  error()
end)

-- outcome: failed
function test_returns_false()
  assert(1 + 1 == 2)
  return { passed = false }
end

-- outcome: empty
function test_without_a_check() return { passed = true, duration_ms = 1 } end

-- outcome: failed, "the scenario returned false"
function test_returns_plain_false()
  assert(1 + 1 == 2)
  return false
end
