local decide = script.entry("approval_decision")

local function vote(reviewer, verdict) return { reviewer = reviewer, verdict = verdict or "approve" } end

local function request(risk, cents, ...)
  return { author = "mira", change = { risk = risk, cost_cents = cents }, votes = { ... } }
end

describe("approval decision", function()
  each{
    { "a small change goes ahead at once", request("low", 1000), "autonomous", "Small enough to go ahead" },
    { "a larger one waits for a vote", request("low", 1001), "collaborative", "Waits for 1 of 1 votes" },
    { "and goes ahead with it", request("low", 1001, vote("jonas")), "autonomous", "Approved by 1 of 1" },
    { "a risky one needs two", request("high", 10, vote("jonas")), "collaborative", "Waits for 1 of 2 votes" },
    { "and goes ahead with both", request("high", 10, vote("jonas"), vote("aiko")), "autonomous", "Approved by 2 of 2" },
    { "one refusal is enough", request("high", 10, vote("jonas"), vote("aiko", "refuse")), "escalated", "Refused by aiko" },
    { "nobody votes twice", request("high", 10, vote("jonas"), vote("jonas")), "collaborative", "Waits for 1 of 2 votes" },
    { "nor on a change of their own", request("low", 1001, vote("mira")), "collaborative", "Waits for 1 of 1 votes" },
    { "what is no vote does not count", request("low", 1001, vote("jonas", "maybe"), "yes"), "collaborative", "Waits for 1 of 1 votes" },
    { "nothing is a person's matter", nil, "escalated", "No change was given" },
  }("%s #smoke", function(_, given, decision, reasoning)
    local result = decide(given)
    assert.same({ decision, reasoning }, { result.decision, result.reasoning })
  end)
end)
