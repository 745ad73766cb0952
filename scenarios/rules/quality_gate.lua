-- Whether a change may be merged. A limit either blocks or warns; on a release branch each one blocks.
-- What was not measured counts against the change: a missing report must not open the gate.

local LIMITS = {
  { metric = "coverage_percent", at_least = 80, blocks = true },
  { metric = "failed_tests", at_most = 0, blocks = true },
  { metric = "critical_findings", at_most = 0, blocks = true },
  { metric = "complexity", at_most = 10, blocks = false },
  { metric = "duplication_percent", at_most = 5, blocks = false },
}

--- What is wrong with a measured value, or nil.
local function problem_with(limit, value)
  local metric, low, high = limit.metric, limit.at_least, limit.at_most
  if type(value) ~= "number" or value ~= value then return metric .. " was not measured" end
  if low and value < low then return ("%s is %g, needs at least %g"):format(metric, value, low) end
  if high and value > high then return ("%s is %g, may be at most %g"):format(metric, value, high) end
  return nil
end

local function is_release(branch)
  return type(branch) == "string" and branch:find("^release/") ~= nil
end

--- `change`: `{ metrics = { coverage_percent = 91.5, … }, branch = "release/2.1" }`.
function judge_quality(change)
  change = type(change) == "table" and change or {}
  local metrics = type(change.metrics) == "table" and change.metrics or {}
  local strict = is_release(change.branch)
  local blocking, warnings = {}, {}

  for _, limit in ipairs(LIMITS) do
    local problem = problem_with(limit, metrics[limit.metric])
    if problem then
      local list = (limit.blocks or strict) and blocking or warnings
      list[#list + 1] = problem
    end
  end

  local decision, confidence, reasoning = "autonomous", 0.95, "All limits are kept"
  if #blocking > 0 then
    decision, confidence, reasoning = "escalated", 1.0, blocking[1]
  elseif #warnings > 0 then
    decision, confidence, reasoning = "collaborative", 0.8, warnings[1]
  end
  return {
    decision = decision, confidence = confidence, reasoning = reasoning,
    blocking = blocking, warnings = warnings,
  }
end
