local decide = script.entry("budget_decision", "decide_budget")

local function team(name, weight, min_cents) return { name = name, weight = weight, min_cents = min_cents } end

describe("budget decision", function()
  it("lets an even split through #smoke", function()
    assert.same(
      { decision = "autonomous", confidence = 0.95, reasoning = "Split to the cent", shares = { core = 50, web = 30, docs = 20 } },
      decide{ budget_cents = 100, teams = { team("core", 5), team("web", 3), team("docs", 2) } }
    )
  end)

  it("asks where one team gets most of it", function()
    local result = decide{ budget_cents = 100, teams = { team("core", 7), team("web", 3) } }
    assert.same({ "collaborative", "core gets most of it" }, { result.decision, result.reasoning })
    assert.equal("autonomous", decide{ budget_cents = 100, teams = { team("core", 6), team("web", 4) } }.decision)
    assert.equal("autonomous", decide{ budget_cents = 100, teams = { team("core", 1) } }.decision)
  end)

  each{
    { "cannot be split", { budget_cents = 10, teams = { team("core", 1, 11) } }, "budget: 10 cents cannot serve floors of 11" },
    { "is no whole number", { budget_cents = 1.5, teams = { team("core", 1) } }, "budget: a whole number from 0 to 2147483648 is expected" },
    { "names a team twice", { budget_cents = 10, teams = { team("core", 1), team("core", 1) } }, "team core is named twice" },
    { "has no teams", { budget_cents = 10, teams = {} }, "No teams were given" },
    { "is not there", nil, "No teams were given" },
  }("is a person's where the budget %s", function(_, request, reasoning)
    local result = decide(request)
    assert.same({ "escalated", reasoning }, { result.decision, result.reasoning })
  end)
end)
