bench("WSJF priority", {
  inputs = function()
    return {
      business_value = math.random(1, 20), time_criticality = math.random(1, 20),
      risk_reduction = math.random(1, 20), job_size = math.random(1, 20),
    }
  end,
  variants = { lua = "wsjf_priority.lua", native = "wsjf_priority.ts" },
})
