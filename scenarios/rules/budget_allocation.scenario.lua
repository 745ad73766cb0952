local allocate_budget = script.entry("budget_allocation")

local function team(name, weight, min_cents)
  return { name = name, weight = weight, min_cents = min_cents }
end

local WHOLE = ": a whole number from 0 to 2147483648 is expected"

--- The split raises exactly this text, without a place in the rule's own file.
local function assert_refused(message, budget, teams)
  assert.equal(message, assert.has_error(function() allocate_budget(budget, teams) end))
end

local function total(shares)
  local sum = 0
  for _, cents in pairs(shares) do sum = sum + cents end
  return sum
end

describe("budget allocation", function()
  describe("by weight", function()
    it("gives each team its part #smoke", function()
      local shares = allocate_budget(1000, { team("core", 5), team("web", 3), team("docs", 2) })
      assert.same({ core = 500, web = 300, docs = 200 }, shares)
    end)

    it("gives the cent that is left to the first of those that lost as much", function()
      local shares = allocate_budget(100, { team("core", 1), team("web", 1), team("docs", 1) })
      assert.same({ core = 34, web = 33, docs = 33 }, shares)
    end)

    it("gives it to the one that lost most, wherever it stands", function()
      -- Of 10 cents: 3.33, 5 and 1.67.
      local shares = allocate_budget(10, { team("docs", 2), team("web", 3), team("core", 1) })
      assert.same({ docs = 3, web = 5, core = 2 }, shares)
    end)

    it("gives several cents that are left to the first of many equal teams", function()
      local teams, expected = {}, {}
      for i = 1, 12 do
        teams[i] = team("team " .. i, 1)
        expected["team " .. i] = i <= 5 and 2 or 1
      end
      assert.same(expected, allocate_budget(17, teams))
    end)

    it("gives nothing to a team without weight", function()
      assert.same({ core = 7, web = 0 }, allocate_budget(7, { team("core", 2), team("web", 0) }))
    end)

    it("splits nothing into nothing", function()
      assert.same({ core = 0, web = 0 }, allocate_budget(0, { team("core", 2), team("web", 1) }))
    end)
  end)

  describe("with floors", function()
    it("serves them first and splits the rest", function()
      local shares = allocate_budget(1000, { team("core", 3), team("docs", 1, 400) })
      assert.same({ core = 450, docs = 550 }, shares)
    end)

    it("can be used up by them", function()
      local shares = allocate_budget(100, { team("core", 1, 60), team("docs", 9, 40) })
      assert.same({ core = 60, docs = 40 }, shares)
    end)

    it("refuses when they are higher than the budget", function()
      local teams = { team("core", 1, 60), team("docs", 9, 40) }
      assert_refused("budget: 99 cents cannot serve floors of 100", 99, teams)
    end)
  end)

  describe("bad input", function()
    each{
      { "missing", nil },
      { "negative", -1 },
      { "a fraction", 0.5 },
      { "a float", 100.0 },
      { "a text", "100" },
      { "too large", 2147483649 },
    }("refuses a budget that is %s", function(_, budget)
      assert_refused("budget" .. WHOLE, budget, { team("core", 1) })
    end)

    each{
      { "missing", nil },
      { "negative", -1 },
      { "a fraction", 1.5 },
      { "a text", "2" },
      { "too large", math.maxinteger },
    }("refuses a weight that is %s", function(_, weight)
      assert_refused("core.weight" .. WHOLE, 100, { team("web", 1), team("core", weight) })
    end)

    it("refuses a negative floor", function()
      assert_refused("core.min_cents" .. WHOLE, 100, { team("core", 1, -5) })
    end)

    it("takes the largest numbers it allows without overflow", function()
      local most = 2147483648
      assert.same({ core = most // 2, web = most // 2 },
        allocate_budget(most, { team("core", most), team("web", most) }))
    end)

    it("refuses two teams of one name", function()
      assert_refused("team core is named twice", 100, { team("core", 1), team("core", 2) })
    end)

    it("refuses teams without any weight", function()
      assert_refused("teams: at least one needs a weight", 100, {})
      assert_refused("teams: at least one needs a weight", 100, { team("core", 0) })
    end)
  end)

  -- Chance is seeded for each scenario: the same seed of the run brings the same teams, another seed others.
  describe("any budget that serves the floors", function()
    local teams = gen.list(gen.record{ weight = gen.integer(0, 50), min_cents = gen.maybe(gen.integer(0, 100)) }, 1, 10)
      :map(function(list)
        for i, one in ipairs(list) do one.name = "team " .. i end
        return list
      end)
      :filter(function(list)
        for _, one in ipairs(list) do
          if one.weight > 0 then return true end
        end
        return false
      end)

    property("is split to the last cent, no team below its floor", gen.integer(1000, 1 << 31), teams, function(budget, given)
      local shares = allocate_budget(budget, given)
      assert.equal(budget, total(shares))
      for _, one in ipairs(given) do assert(shares[one.name] >= (one.min_cents or 0), one.name) end
    end)
  end)
end)
