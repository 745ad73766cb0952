-- Weighted shortest job first: the cost of delay over the size of the job, as a score from 0 to 100, and what it means.
-- https://scaledagileframework.com/wsjf: each part is a number from 1 to 20.

local HIGH, LOW = 50, 20

local function part(value)
  if type(value) == "number" and value >= 1 and value <= 20 then return value end
  return nil
end

return function(job)
  job = type(job) == "table" and job or {}
  local value, urgency, risk = part(job.business_value), part(job.time_criticality), part(job.risk_reduction)
  local size = part(job.job_size)
  if not (value and urgency and risk and size) then
    return { decision = "escalated", confidence = 0.5, reasoning = "Not all of its parts are estimated" }
  end

  -- The largest is (20 + 20 + 20) / 1; the root spreads the many that are small.
  local wsjf = (value + urgency + risk) / size
  local score = math.floor(math.sqrt(wsjf / 60) * 1000 + 0.5) / 10
  if score >= HIGH then
    return { decision = "autonomous", confidence = 0.9, reasoning = "High priority", score = score }
  elseif score >= LOW then
    return { decision = "collaborative", confidence = 0.8, reasoning = "Medium priority", score = score }
  end
  return { decision = "escalated", confidence = 0.8, reasoning = "Low priority", score = score }
end
