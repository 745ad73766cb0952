local prioritize = script.entry("wsjf_priority")

local function job(value, urgency, risk, size)
  return { business_value = value, time_criticality = urgency, risk_reduction = risk, job_size = size }
end

describe("WSJF priority", function()
  each{
    { 20, 20, 20, 1, 100, "autonomous" },
    { 5, 5, 5, 1, 50, "autonomous" },
    { 5, 5, 4, 1, 48.3, "collaborative" },
    { 8, 8, 8, 10, 20, "collaborative" },
    { 8, 8, 7, 10, 19.6, "escalated" },
    { 1, 1, 1, 20, 5, "escalated" },
  }("%s + %s + %s over %s scores %s: %s #smoke", function(value, urgency, risk, size, score, decision)
    local result = prioritize(job(value, urgency, risk, size))
    assert.near(score, result.score, 1e-9)
    assert.equal(decision, result.decision)
  end)

  each{
    { "a part is missing", job(5, nil, 5, 5) },
    { "a part is out of range", job(5, 5, 5, 0) },
    { "a part is a text", job("5", 5, 5, 5) },
    { "there is no job", nil },
  }("is not told where %s", function(_, given)
    assert.same(
      { decision = "escalated", confidence = 0.5, reasoning = "Not all of its parts are estimated" },
      prioritize(given)
    )
  end)

  local part = gen.float(1, 20)
  property("never sinks because the job got smaller", part, part, part, part, part, function(value, urgency, risk, size, other)
    local small, large = math.min(size, other), math.max(size, other)
    local before = prioritize(job(value, urgency, risk, large)).score
    assert.is_true(prioritize(job(value, urgency, risk, small)).score >= before)
  end)
end)
