-- A workflow that returns a table of functions: script.load gives that table.
local approval = script.load("approval_workflow")

local HOUR_MS = 60 * 60 * 1000

--- Voting raises this error, and blames the line in this file that voted.
local function assert_refused(message, request, reviewer, verdict)
  local problem = assert.has_error(function()
    approval.vote(request, reviewer, verdict)
  end)
  assert.matches("^scenarios/workflows/approval_workflow%.scenario%.lua:%d+: " .. message .. "$", problem)
end

describe("approval workflow", function()
  describe("votes needed", function()
    each{
      { "low",    0,      0 },
      { "low",    1000,   0 },
      { "low",    1001,   1 },
      { "low",    100000, 1 },
      { "low",    100001, 2 },
      { "medium", 0,      1 },
      { "medium", 100000, 1 },
      { "medium", 100001, 2 },
      { "high",   0,      2 },
      { "HIGH",   0,      2 },
    }("%s risk and %s cents: %s", function(risk, cents, needed)
      assert.equal(needed, approval.votes_needed{ risk = risk, cost_cents = cents })
    end)

    it("are two where risk or cost is not known", function()
      assert.equal(2, approval.votes_needed{ cost_cents = 10 })
      assert.equal(2, approval.votes_needed{ risk = "low" })
      assert.equal(2, approval.votes_needed{ risk = "low", cost_cents = "10" })
    end)
  end)

  it("opens a request at the time of the world's clock", function()
    clock.advance(HOUR_MS)
    local request = approval.open{ author = "mira", risk = "medium", cost_cents = 500 }
    assert.same({ author = "mira", needed = 1, opened_at = clock.now(), votes = {} }, request)
  end)

  it("approves a small change at once", function()
    assert.equal("approved", approval.state(approval.open{ author = "mira", risk = "low", cost_cents = 10 }))
  end)

  describe("a risky change", function()
    -- Runs once; each scenario below begins with its own copy of what it leaves behind.
    local request
    setup(function()
      request = approval.open{ author = "mira", risk = "high", cost_cents = 500 }
    end)

    teardown(function()
      assert.same({}, request.votes, "no scenario has changed the request that they share")
    end)

    it("waits for two people #smoke", function()
      assert.equal("waiting", approval.state(request))
      local once = approval.vote(request, "jonas", "approve")
      assert.equal("waiting", approval.state(once))
      local twice = approval.vote(once, "aiko", "approve")
      assert.equal("approved", approval.state(twice))
    end)

    it("leaves the request that was voted on as it was", function()
      local before = json.encode(request)
      local after = approval.vote(request, "jonas", "approve")
      assert.equal(before, json.encode(request))
      assert.same({
        author = "mira", needed = 2, opened_at = request.opened_at,
        votes = { { reviewer = "jonas", verdict = "approve" } },
      }, after)
    end)

    it("is refused by one person", function()
      local once = approval.vote(request, "jonas", "approve")
      assert.equal("refused", approval.state(approval.vote(once, "aiko", "refuse")))
    end)

    it("does not count a second vote of the same person", function()
      local once = approval.vote(request, "jonas", "approve")
      local again = approval.vote(once, "jonas", "approve")
      assert.equal("waiting", approval.state(again))
      assert.equal(1, #again.votes)
    end)

    it("lets a person turn their approval into a refusal", function()
      local once = approval.vote(request, "jonas", "approve")
      local changed = approval.vote(once, "jonas", "refuse")
      assert.equal("refused", approval.state(changed))
      assert.equal(1, #changed.votes)
    end)

    it("takes no vote of its author", function()
      assert_refused("nobody votes on a change of their own", request, "mira", "approve")
    end)

    each{ { "approved" }, { "" }, { "Approve" } }("takes no vote %q", function(verdict)
      assert_refused("a vote is approve or refuse", request, "jonas", verdict)
    end)

    it("takes no vote that is missing", function()
      assert_refused("a vote is approve or refuse", request, "jonas", nil)
    end)

    describe("in time", function()
      it("waits for 72 hours", function()
        clock.advance(72 * HOUR_MS)
        assert.equal("waiting", approval.state(request))
      end)

      it("then expires, and takes no more votes", function()
        clock.advance(72 * HOUR_MS + 1)
        assert.equal("expired", approval.state(request))
        assert_refused("the request is expired", request, "jonas", "approve")
      end)

      it("is asked about hour by hour, and expires in the hour after the third day", function()
        local began = clock.now()
        eventually(function()
          assert.equal("expired", approval.state(request))
        end, { timeout_ms = 100 * HOUR_MS, every_ms = HOUR_MS })
        assert.equal(73, (clock.now() - began) // HOUR_MS)
      end)

      it("stays approved for good", function()
        local approved = approval.vote(approval.vote(request, "jonas", "approve"), "aiko", "approve")
        clock.advance(1000 * HOUR_MS)
        assert.equal("approved", approval.state(approved))
        assert_refused("the request is approved", approved, "kim", "refuse")
      end)
    end)
  end)
end)
