local DECISIONS = { "autonomous", "collaborative", "escalated" }

bench("feature validation", {
  inputs = function(i)
    local criteria = {}
    for c = 1, math.random(0, 5) do criteria[c] = "criterion " .. c end
    return {
      epic_id = "EPIC-" .. i, epic_decision = DECISIONS[math.random(3)],
      story_points = math.random(1, 20), acceptance_criteria = criteria,
    }
  end,
  variants = { lua = "feature_validation.lua", native = "feature_validation.ts" },
})
