-- Costs are exact decimals; budgets fail the call that goes past them, and the agent can see what is left.
local review = script.load("frugal_review")

describe("a frugal review", { tags = { "llm" } }, function()
  before_each(function()
    llm.on{ model = "haiku", last = "Review" }:reply{ text = "fine", cost_cents = 0.1 }
    llm.on{ model = "sonnet", last = "Decide" }:reply{ text = "ship it", tokens = { input = 400, output = 20 } }
  end)

  it("stays within what it may spend #smoke", function()
    llm.budget{ agent = "reviewer", max_cost_cents = 0.55 }
    local verdict, count = review{ "a.lua", "b.lua", "c.lua", "d.lua", "e.lua", "f.lua" }
    assert.equal("ship it", verdict)
    assert.equal(4, count)
    assert.equal(0.55, llm.spent{ agent = "reviewer" }.cost_cents)
  end)

  it("is accounted for by file", function()
    review{ "a.lua", "b.lua", "c.lua" }
    assert.equal(0.1, llm.spent{ task = "b.lua" }.cost_cents)
    assert.equal(0.45, llm.spent().cost_cents)
    assert.equal(4, llm.spent{ agent = "reviewer" }.calls)
  end)

  it("is turned away by a gateway whose budget is used up", function()
    llm.budget{ max_calls = 2, gateway = true }
    assert.error_matches(function() review{ "a.lua", "b.lua", "c.lua" } end, "budget of the scenario is used up")
    assert.equal(0, budget.remaining().calls)
  end)
end)
