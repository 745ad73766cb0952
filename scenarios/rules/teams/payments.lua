-- The payments team's own rule: what may be released without a person, on what day and at what amount. The limits are
-- thresholds, so that payments.json can set others without touching the rule; it also says what both twins take.
local thresholds = {
  max_amount_cents = 500000,
  min_coverage_percent = 90,
}

local FROZEN = { friday = true, saturday = true, sunday = true }

local function decide_release(release)
  release = type(release) == "table" and release or {}
  local amount, coverage = release.amount_cents, release.coverage_percent
  if type(amount) ~= "number" or not (amount >= 0) then
    return { decision = "escalated", confidence = 0.6, reasoning = "The amount at risk is not known" }
  end
  if release.touches_ledger == true then
    return { decision = "escalated", confidence = 0.95, reasoning = "It touches the ledger" }
  end
  if amount > thresholds.max_amount_cents then
    return { decision = "escalated", confidence = 0.9, reasoning = "Too much is at risk" }
  end
  if FROZEN[release.weekday] then
    return { decision = "collaborative", confidence = 0.9, reasoning = "Nothing is released towards the weekend" }
  end
  if type(coverage) ~= "number" or not (coverage >= thresholds.min_coverage_percent) then
    return { decision = "collaborative", confidence = 0.8, reasoning = "Not tested well enough" }
  end
  return { decision = "autonomous", confidence = 0.9, reasoning = "Within the team's limits" }
end

return {
  version = "1.0",
  description = "What the payments team lets agents release",
  thresholds = thresholds,
  decide_release = decide_release,
}
