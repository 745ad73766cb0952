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

function judge_quality(metrics, branch)
  metrics = type(metrics) == "table" and metrics or {}
  local strict = is_release(branch)
  local result = { passed = true, blocking = {}, warnings = {} }

  for _, limit in ipairs(LIMITS) do
    local problem = problem_with(limit, metrics[limit.metric])
    if problem then
      local blocks = limit.blocks or strict
      table.insert(blocks and result.blocking or result.warnings, problem)
      if blocks then result.passed = false end
    end
  end
  return result
end
