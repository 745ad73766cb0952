-- Who decides on a feature: it must be small, tested by acceptance criteria, and belong to an epic that was let through.

local SMALL_POINTS, LARGE_POINTS = 5, 13
local ENOUGH_CRITERIA = 3

local function decide(decision, confidence, reasoning)
  return { decision = decision, confidence = confidence, reasoning = reasoning }
end

local function is_text(value)
  return type(value) == "string" and value ~= ""
end

return function(feature)
  if type(feature) ~= "table" then return decide("escalated", 1.0, "No feature was given") end
  if not is_text(feature.epic_id) then return decide("escalated", 0.9, "It belongs to no epic") end
  if feature.epic_decision == "escalated" then return decide("escalated", 0.9, "Its epic waits for a person") end

  local points = feature.story_points
  if type(points) ~= "number" or not (points > 0) then return decide("escalated", 0.6, "It was not estimated") end
  if points > LARGE_POINTS then return decide("collaborative", 0.85, "Too large: split it first") end

  local criteria = feature.acceptance_criteria
  local count = type(criteria) == "table" and #criteria or 0
  if count == 0 then return decide("collaborative", 0.8, "No acceptance criteria") end
  if feature.epic_decision == "autonomous" and points <= SMALL_POINTS and count >= ENOUGH_CRITERIA then
    return decide("autonomous", 0.9, "Small, and clear when it is done")
  end
  return decide("collaborative", 0.7, "Larger, or less clear when it is done")
end
