-- How fast an epic is validated: by the rule, and by its native twin.
-- `moonrig bench scenarios/rules` first proves that both decide alike, then times them in interleaved blocks.
bench("epic validation", {
  inputs = function(i)
    return {
      wsjf_score = math.random(0, 100),
      business_value = math.random(0, 100),
      blocked_by = i % 4 == 0 and { "EPIC-" .. i } or nil,
    }
  end,
  variants = { lua = "epic_validation.lua", native = "epic_validation.ts" },
})
