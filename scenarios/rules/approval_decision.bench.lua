local RISKS, NAMES = { "low", "medium", "high" }, { "jonas", "aiko", "kim", "mira" }

bench("approval decision", {
  inputs = function()
    local votes = {}
    for i = 1, math.random(0, 3) do
      votes[i] = { reviewer = NAMES[math.random(#NAMES)], verdict = math.random(8) == 1 and "refuse" or "approve" }
    end
    return { author = "mira", change = { risk = RISKS[math.random(3)], cost_cents = math.random(0, 200000) }, votes = votes }
  end,
  variants = { lua = "approval_decision.lua", native = "approval_decision.ts" },
})
