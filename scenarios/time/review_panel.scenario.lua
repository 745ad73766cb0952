-- Tasks that go on at the same virtual time. `schedules` runs a scenario in several orders of them: what holds in the plain
-- order alone would fail in another, and be told with the number that brings that order again.
local panel = script.load("review_panel")

describe("a review panel", { tags = { "time" }, schedules = 50 }, function()
  before_each(function()
    llm.on{ model = "haiku" }:reply{ text = "looks fine", latency_ms = 300 }
    llm.on{ model = "sonnet" }:reply{ text = "mind the timeout", latency_ms = 900 }
    llm.on{ model = "opus" }:reply{ text = "the lock is held too long", latency_ms = 4000 }
  end)

  it("takes as long as the slowest that is waited for", function()
    local started = clock.now()
    local said = panel.review({ "haiku", "sonnet", "opus" }, 2000)
    assert.same({ haiku = "looks fine", sonnet = "mind the timeout" }, said)
    assert.equal(2000, clock.now() - started)
  end)

  it("keeps each review in a file of its own", function()
    panel.review({ "haiku", "sonnet", "opus" }, 5000)
    assert.equal("looks fine\n", workspace.read_file("reviews/haiku.md"))
    assert.equal("the lock is held too long\n", workspace.read_file("reviews/opus.md"))
  end)

  it("can take the first answer and end the others", function()
    local said, model = panel.first{ "sonnet", "haiku", "opus" }
    assert.equal("looks fine", said)
    assert.equal("haiku", model)
    clock.sleep(10000)
    assert.is_false(workspace.file_exists("reviews/opus.md"))
  end)
end)
