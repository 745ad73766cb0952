local DAYS = { "monday", "tuesday", "wednesday", "thursday", "friday" }

bench("payments release", {
  inputs = function()
    return {
      amount_cents = math.random(0, 600000), coverage_percent = math.random(80, 100),
      weekday = DAYS[math.random(#DAYS)], touches_ledger = math.random(10) == 1,
    }
  end,
  variants = { lua = "payments.lua", native = "payments.ts" },
})
