-- What goes wrong in tasks and timers of the clock. Each says in the line above it what it must come to.

local hostile = script.load("rules/hostile")

-- outcome: failed, "2 values are expected, got 1"
it("never holds, as a task in it checks in a wrong way", function()
  assert.not_eventually(function()
    pcall(clock.all, { function() assert.equal(1) end })
    return false
  end)
end)

-- outcome: failed, "1 value is expected, got 0"
it("checks in a wrong way in a task of which pcall takes the error", function()
  pcall(clock.all, { function() assert.is_true() end })
  assert.is_true(true)
end)

-- outcome: failed, "is called with a dot"
it("checks with a colon in a task", function()
  clock.all{ function() assert:is_true() end }
end)

-- outcome: failed, "the stack was full"
it("cannot check at the end of the stack of a task", { timeout_ms = 60000 }, function()
  hostile.at_the_end_of_tasks(function() assert.equal(1, 1) end)
  assert.is_true(true)
end)

-- outcome: failed, "no mock answers"
it("hides in a task that no mock answers", function()
  pcall(clock.all, { function() llm.call("simple", "hello") end, function() clock.sleep(1) end })
  assert.is_true(true)
end)

describe("a timer and a hook", function()
  after_each(function() error("the hook") end)

  -- outcome: errored, "in after_each: the hook"
  it("are both told of", function()
    clock.after(5, function() error("the timer") end)
    pcall(clock.sleep, 10)
    assert.is_true(true)
  end)
end)

describe("a check that a task in setup has failed", function()
  setup(function()
    pcall(clock.all, { function() assert.equal(1, 2) end })
  end)

  -- outcome: failed
  it("fails the scenario", function() assert.is_true(true) end)
end)

-- outcome: failed, "malformed pattern"
it("does not match a file by a pattern that is none", function()
  workspace.write_file("a.txt", "abc")
  assert.workspace.not_file_matches("a.txt", "x[")
end)

-- outcome: failed, "paths and contents are expected"
it("has other changes than a path without a content", function()
  workspace.write_file("a.txt", "abc")
  assert.workspace.not_diff_equals{ ["a.txt"] = 5 }
end)
