-- Who decides on a refund. Limits are in refund.json, so that they can be changed without touching the rule.
local limits = { small = 50, large = 500 }

local function decide(refund)
  if refund.customer.disputes > 2 then
    return { decision = "escalated", confidence = 0.9, reasoning = "The customer has disputed before" }
  end
  if refund.amount <= limits.small then
    return { decision = "autonomous", confidence = 0.95, reasoning = "A small refund" }
  end
  if refund.amount <= limits.large then
    return { decision = "collaborative", confidence = 0.8, reasoning = "A person looks at it" }
  end
  return { decision = "escalated", confidence = 0.7, reasoning = "A large refund" }
end

return { version = "1.0", thresholds = limits, decide = decide }
