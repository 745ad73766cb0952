-- What holds of the rule for every epic, not only for the ones somebody thought of.
local validate = script.entry("epic_validation")

local score = gen.float(0, 100)
local blockers = gen.list(gen.integer(1, 999):map(function(n) return "EPIC-" .. n end), 0, 3)
local epic = gen.record{ wsjf_score = score, business_value = score, blocked_by = gen.maybe(blockers) }

-- What data from elsewhere may hold in place of a score.
local anything = gen.one_of(gen.maybe(score), gen.number(), gen.string(), gen.boolean(), gen.list(gen.number(), 0, 2))
local bad_epic = gen.record{ wsjf_score = anything, business_value = anything, blocked_by = anything }

local DECISIONS = { autonomous = true, collaborative = true, escalated = true }
local RANK = { escalated = 1, collaborative = 2, autonomous = 3 }

describe("epic validation, for all epics", function()
  property("decides, with reason and confidence, whatever it is given #smoke", gen.one_of(epic, bad_epic, anything), function(given)
    local result = validate(given)
    assert.is_true(DECISIONS[result.decision])
    assert.is_true(result.confidence > 0 and result.confidence <= 1)
    assert.matches("%S", result.reasoning)
  end)

  -- That it comes to an end is all that is asked, and said so: a property that checks nothing is empty.
  property("never raises", gen.one_of(bad_epic, anything), function(given)
    validate(given)
    return true
  end)

  property("leaves the epic as it is", epic, function(given)
    local before = json.encode(given)
    validate(given)
    assert.equal(before, json.encode(given))
  end)

  property("never lets agents alone on a blocked epic", epic, function(given)
    gen.assume(given.blocked_by and #given.blocked_by > 0)
    assert.not_equal("autonomous", validate(given).decision)
  end)

  property("gives no autonomy without two usable scores", bad_epic, function(given)
    if validate(given).decision == "autonomous" then
      assert.is_number(given.wsjf_score)
      assert.is_number(given.business_value)
    end
  end)

  property("never takes autonomy away for a higher WSJF", epic, score, function(given, higher)
    gen.assume(higher > given.wsjf_score)
    local before = RANK[validate(given).decision]
    given.wsjf_score = higher
    assert.is_true(RANK[validate(given).decision] >= before)
  end)

  each{ { "escalated", 0, 30 }, { "collaborative", 30.1, 50 } }(
    "whatever its value, an epic is %s from %s to %s",
    { cases = 50 },
    gen.float(0, 1), score,
    function(decision, low, high, part, value)
      local wsjf = low + (high - low) * part
      assert.equal(decision, validate{ wsjf_score = wsjf, business_value = value }.decision)
    end
  )
end)
