-- Failures around scenarios: in setup, teardown and after_each. Each says in the line above it what it must come to.

describe("setup hides a check, the inner setup raises", function()
  setup(function() pcall(assert.equal, "outer", "hidden") end)

  describe("inner", function()
    setup(function() error("broken") end)

    -- outcome: failed, "expected the two to be equal"
    it("tells both", function() assert.is_true(true) end)
  end)
end)

describe("setup has a soft check that fails", function()
  setup(function() check.is_true(false) end)

  -- outcome: failed, "expected true"
  it("fails even if it skips itself", function() pending("never mind") end)
end)

describe("setup begins a check that what it looks at interrupts", function()
  setup(function()
    pcall(assert.equal, {}, setmetatable({}, { __eq = function() error("x") end }))
  end)

  -- outcome: failed, "never came to an answer"
  it("fails", function() assert.is_true(true) end)
end)

describe("setup skips", function()
  setup(function() pending("no database") end)
  teardown(function() error("was never set up") end)

  -- outcome: skipped
  it("does not run", function() error("ran") end)
end)

describe("setup hides a check and skips", function()
  setup(function()
    pcall(assert.equal, 1, 2)
    pending("no database")
  end)

  -- outcome: failed, "expected the two to be equal"
  it("does not run, but tells", function() error("ran") end)
end)

describe("nothing runs", function()
  setup(function() error("set up for nothing") end)
  teardown(function() error("torn down for nothing") end)

  -- outcome: skipped
  pending("is put off")

  -- outcome: todo
  todo("is to be written")
end)

-- outcome: failed, "expected the two to be equal"
describe("teardown hides a check", function()
  teardown(function() pcall(assert.equal, 1, 2) end)

  -- outcome: passed
  it("passes", function() assert.is_true(true) end)
end)

-- outcome: failed, "names no check behind it"
describe("teardown begins a chain and forgets the check", function()
  teardown(function() assert.message("why") end)

  -- outcome: passed
  it("passes", function() assert.is_true(true) end)
end)

describe("after_each raises", function()
  after_each(function() error("late") end)

  -- outcome: failed, "expected the two to be equal"
  it("does not hide what the body's check said", function() assert.equal(1, 2) end)

  -- outcome: errored, "first"
  it("does not hide what the body raised", function() error("first") end)

  -- outcome: errored, "late"
  it("counts for more than to be skipped", function() pending("x") end)
end)

describe("after_each that raises", function()
  after_each(function() error("first") end)
  after_each(function() pcall(assert.equal, 1, 2) end)

  -- outcome: failed, "expected the two to be equal"
  it("does not keep the next one from running", function() assert.is_true(true) end)
end)
