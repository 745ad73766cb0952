-- A rule that returns its function: script.entry gives that function.
local validate = script.entry("epic_validation")

describe("epic validation", function()
  describe("limits #smoke", function()
    each{
      { 100,  100,  "autonomous" },
      { 50.1, 70.1, "autonomous" },
      { 50,   70.1, "collaborative" },
      { 50.1, 70,   "collaborative" },
      { 30.1, 0,    "collaborative" },
      { 30,   100,  "escalated" },
      { 0,    0,    "escalated" },
    }("WSJF %s and business value %s: %s", function(wsjf, value, decision)
      assert.equal(decision, validate{ wsjf_score = wsjf, business_value = value }.decision)
    end)
  end)

  it("tells how sure it is, and why", function()
    assert.same(
      { decision = "autonomous", confidence = 0.95, reasoning = "High WSJF and business value" },
      validate{ wsjf_score = 80, business_value = 90 }
    )
    assert.same(
      { decision = "collaborative", confidence = 0.75, reasoning = "Moderate WSJF or business value" },
      validate{ wsjf_score = 80, business_value = 10 }
    )
    assert.same(
      { decision = "escalated", confidence = 0.8, reasoning = "Low WSJF" },
      validate{ wsjf_score = 10, business_value = 90 }
    )
  end)

  it("takes a score of zero for a score", function()
    assert.equal("Low WSJF", validate{ wsjf_score = 0, business_value = 0 }.reasoning)
    assert.equal("Moderate WSJF or business value", validate{ wsjf_score = 80, business_value = 0 }.reasoning)
  end)

  describe("blocked epics", function()
    it("are never decided by agents alone", function()
      assert.same(
        { decision = "collaborative", confidence = 0.9, reasoning = "Blocked by other work" },
        validate{ wsjf_score = 80, business_value = 90, blocked_by = { "EPIC-7" } }
      )
    end)

    it("stay with a person where WSJF is low", function()
      assert.equal("escalated", validate{ wsjf_score = 10, blocked_by = { "EPIC-7" } }.decision)
    end)

    it("are free again when the list is empty", function()
      assert.equal("autonomous", validate{ wsjf_score = 80, business_value = 90, blocked_by = {} }.decision)
    end)
  end)

  describe("bad input", function()
    local nan = 0 / 0

    -- Rows may hold nil: the row's width is its last position that holds something.
    each{
      { "nothing", nil, 100 },
      { "a text", "90", 100 },
      { "not a number", nan, 100 },
      { "infinite", math.huge, 100 },
      { "negative", -1, 100 },
      { "over 100", 100.1, 100 },
      { "a table", { 90 }, 100 },
    }("a WSJF score that is %s goes to a person", function(_, wsjf, value)
      assert.same(
        { decision = "escalated", confidence = 0.5, reasoning = "No usable WSJF score" },
        validate{ wsjf_score = wsjf, business_value = value }
      )
    end)

    each{
      { "nothing", nil },
      { "a text", "90" },
      { "not a number", nan },
      { "over 100", 101 },
    }("a business value that is %s needs a second look", function(_, value)
      assert.same(
        { decision = "collaborative", confidence = 0.6, reasoning = "No usable business value" },
        validate{ wsjf_score = 80, business_value = value }
      )
    end)

    it("takes no epic at all for a person's matter", function()
      local expected = { decision = "escalated", confidence = 1.0, reasoning = "No epic was given" }
      assert.same(expected, validate(nil))
      assert.same(expected, validate("EPIC-7"))
    end)

    it("does not take a text for a list of blockers", function()
      local epic = { wsjf_score = 80, business_value = 90, blocked_by = "none" }
      assert.equal("autonomous", validate(epic).decision)
    end)
  end)
end)
