local validate = script.entry("feature_validation")

--- A feature that agents may build alone, with some of it changed; `false` takes a field away.
local function feature(changes)
  local all = {
    epic_id = "EPIC-7", epic_decision = "autonomous", story_points = 5,
    acceptance_criteria = { "logs in", "logs out", "stays logged in" },
  }
  for name, value in pairs(changes or {}) do all[name] = value or nil end
  return all
end

describe("feature validation", function()
  it("lets agents build what is small and clear #smoke", function()
    assert.same(
      { decision = "autonomous", confidence = 0.9, reasoning = "Small, and clear when it is done" },
      validate(feature())
    )
  end)

  each{
    { "is larger", { story_points = 5.5 }, "Larger, or less clear when it is done" },
    { "is as large as it may be", { story_points = 13 }, "Larger, or less clear when it is done" },
    { "is too large", { story_points = 14 }, "Too large: split it first" },
    { "has few criteria", { acceptance_criteria = { "works" } }, "Larger, or less clear when it is done" },
    { "has no criteria", { acceptance_criteria = {} }, "No acceptance criteria" },
    { "has none at all", { acceptance_criteria = false }, "No acceptance criteria" },
    { "has an epic that is not decided", { epic_decision = false }, "Larger, or less clear when it is done" },
  }("takes a person along where it %s", function(_, changes, reasoning)
    local result = validate(feature(changes))
    assert.same({ "collaborative", reasoning }, { result.decision, result.reasoning })
  end)

  each{
    { "has no epic", { epic_id = false }, "It belongs to no epic" },
    { "has an epic without a name", { epic_id = "" }, "It belongs to no epic" },
    { "waits for its epic", { epic_decision = "escalated" }, "Its epic waits for a person" },
    { "has no estimate", { story_points = false }, "It was not estimated" },
    { "has an estimate of zero", { story_points = 0 }, "It was not estimated" },
    { "has an estimate in words", { story_points = "5" }, "It was not estimated" },
    { "has an estimate that is no number", { story_points = 0 / 0 }, "It was not estimated" },
  }("is a person's where it %s", function(_, changes, reasoning)
    local result = validate(feature(changes))
    assert.same({ "escalated", reasoning }, { result.decision, result.reasoning })
  end)

  it("is a person's where there is none", function()
    assert.equal("No feature was given", validate(nil).reasoning)
  end)

  property("never lets agents alone without an estimate and criteria",
    gen.record{ epic_id = gen.maybe(gen.string()), epic_decision = gen.one_of(gen.string(), gen.maybe(gen.integer(0, 1)):map(function() return "autonomous" end)),
      story_points = gen.maybe(gen.number()), acceptance_criteria = gen.maybe(gen.list(gen.string(), 0, 5)) },
    function(given)
      if validate(given).decision == "autonomous" then
        assert.is_true(given.story_points > 0 and given.story_points <= 5)
        assert.is_true(#given.acceptance_criteria >= 3)
      end
      return true
    end)
end)
