-- Lists that are empty, and names that are used twice. Each scenario says in the line above it what it must come to.

-- A block of which nothing is defined is warned of: a loop over nothing says nothing.
describe("each case of none", function()
  for _, case in ipairs({}) do
    it(case.name, function() assert.equal(1, 2) end)
  end

  describe("of which some are left out", function()
    for _, case in ipairs({}) do it(case.name, function() assert.equal(1, 2) end) end
  end)
end)

-- outcome: failed, "expected the two to be equal"
each{ { score = 1 } }("has fields in its rows", function(row)
  -- Handed over whole: there is no order in which they could be arguments.
  assert.equal(2, row.score)
end)

-- outcome: passed
it("has a twin", function() assert.is_true(true) end)

-- outcome: failed, "expected true"
it("has a twin", function() assert.is_true(false) end)

describe("hooks that stand last", function()
  -- outcome: failed, "expected the two to be equal"
  it("are run all the same", function() assert.is_true(true) end)

  after_each(function() assert.equal(1, 2) end)
end)

-- outcome: failed, "at least one text is expected"
it("expects none of no texts", function() assert.contains_text("reply", {}) end)

-- outcome: failed, "at least one call is expected"
it("expects no call to come", function() assert.trajectory():never() end)
