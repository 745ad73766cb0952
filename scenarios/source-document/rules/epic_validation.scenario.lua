-- The document's rule as it stands: what it decides at its limits, and what it does with bad input.
local validate_epic = script.entry("rules/epic_validation")

describe("the document's epic validation", function()
  each{
    { 50.1, 70.1, "autonomous",    0.95, "High WSJF and business value" },
    { 100,  100,  "autonomous",    0.95, "High WSJF and business value" },
    { 50,   71,   "collaborative", 0.75, "Moderate WSJF, needs review" },
    { 51,   70,   "collaborative", 0.75, "Moderate WSJF, needs review" },
    { 30.1, 0,    "collaborative", 0.75, "Moderate WSJF, needs review" },
    { 30,   100,  "escalated",     0.5,  "Low WSJF, human decision required" },
    { -1,   100,  "escalated",     0.5,  "Low WSJF, human decision required" },
  }("WSJF %s and business value %s: %s", function(wsjf, value, decision, confidence, reasoning)
    local result = validate_epic{ wsjf_score = wsjf, business_value = value }
    assert.same({ decision = decision, confidence = confidence, reasoning = reasoning }, result)
  end)

  it("takes a missing score for zero", function()
    assert.equal("escalated", validate_epic({}).decision)
    assert.equal("escalated", validate_epic({ business_value = 100 }).decision)
    assert.equal("collaborative", validate_epic({ wsjf_score = 100 }).decision)
  end)

  it("raises on a score that is a text", function()
    local problem = assert.has_error(function()
      validate_epic{ wsjf_score = "90", business_value = 90 }
    end)
    assert.matches("attempt to compare number with string", problem)
  end)

  it("raises without an epic", function()
    local problem = assert.has_error(function() validate_epic(nil) end)
    assert.matches("index a nil value %(local 'epic'%)", problem)
  end)
end)
