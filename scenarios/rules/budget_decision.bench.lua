-- The more teams, the more of a call is spent on bringing them in and out: sizes show where what pays.
bench("budget decision", {
  sizes = { 1, 4, 16, 64 },
  count = 16,
  inputs = function(_, size)
    local teams = {}
    for i = 1, size do teams[i] = { name = "team " .. i, weight = math.random(1, 50), min_cents = math.random(0, 100) } end
    return { budget_cents = 100000 * size, teams = teams }
  end,
  variants = { lua = "budget_decision.lua", native = "budget_decision.ts" },
})
