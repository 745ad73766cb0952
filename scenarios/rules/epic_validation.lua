-- Who decides on an epic: the agents alone, the agents together with a person, or a person.
-- What is not a score from 0 to 100 counts as not given, so bad data never earns autonomy.

local AUTONOMOUS = { wsjf = 50, business_value = 70 }
local COLLABORATIVE = { wsjf = 30 }

--- The value where it is a score; NaN, infinities and texts are none.
local function score(value)
  if type(value) == "number" and value >= 0 and value <= 100 then return value end
  return nil
end

local function decide(decision, confidence, reasoning)
  return { decision = decision, confidence = confidence, reasoning = reasoning }
end

local function is_blocked(epic)
  local blockers = epic.blocked_by
  return type(blockers) == "table" and next(blockers) ~= nil
end

return function(epic)
  if type(epic) ~= "table" then return decide("escalated", 1.0, "No epic was given") end

  local wsjf, value = score(epic.wsjf_score), score(epic.business_value)
  if not wsjf then return decide("escalated", 0.5, "No usable WSJF score") end
  if wsjf <= COLLABORATIVE.wsjf then return decide("escalated", 0.8, "Low WSJF") end

  if is_blocked(epic) then return decide("collaborative", 0.9, "Blocked by other work") end
  if not value then return decide("collaborative", 0.6, "No usable business value") end
  if wsjf > AUTONOMOUS.wsjf and value > AUTONOMOUS.business_value then
    return decide("autonomous", 0.95, "High WSJF and business value")
  end
  return decide("collaborative", 0.75, "Moderate WSJF or business value")
end
