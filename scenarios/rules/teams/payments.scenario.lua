local decide = script.load("teams/payments").decide_release

local function release(changes)
  local all = { amount_cents = 1000, coverage_percent = 95, weekday = "tuesday", touches_ledger = false }
  for name, value in pairs(changes or {}) do all[name] = value end
  return all
end

describe("the payments team's rule", function()
  it("lets agents release within the team's limits #smoke", function()
    assert.same(
      { decision = "autonomous", confidence = 0.9, reasoning = "Within the team's limits" },
      decide(release())
    )
  end)

  each{
    { "up to its amount", { amount_cents = 500000 }, "autonomous", "Within the team's limits" },
    { "not beyond it", { amount_cents = 500001 }, "escalated", "Too much is at risk" },
    { "not where nobody knows it", { amount_cents = "few" }, "escalated", "The amount at risk is not known" },
    { "not the ledger", { touches_ledger = true }, "escalated", "It touches the ledger" },
    { "not on a Friday", { weekday = "friday" }, "collaborative", "Nothing is released towards the weekend" },
    { "tested as it must be", { coverage_percent = 90 }, "autonomous", "Within the team's limits" },
    { "not with less", { coverage_percent = 89.9 }, "collaborative", "Not tested well enough" },
    { "not with a coverage that is no number", { coverage_percent = 0 / 0 }, "collaborative", "Not tested well enough" },
  }("%s", function(_, changes, decision, reasoning)
    local result = decide(release(changes))
    assert.same({ decision, reasoning }, { result.decision, result.reasoning })
  end)

  it("knows nothing of a release that is not there", function()
    assert.equal("The amount at risk is not known", decide(nil).reasoning)
  end)
end)
