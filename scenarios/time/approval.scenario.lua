-- A person who takes their time, played by timers. The script under test cannot move the clock; the scenario can.
local wait_for_approval = script.entry("approval")

local MINUTE, HOUR = 60 * 1000, 60 * 60 * 1000

describe("waiting for approval", { tags = { "time" } }, function()
  it("takes a verdict within a minute of its coming", function()
    clock.after(2 * HOUR + 30 * 1000, function() workspace.write_file("approvals/e-7.txt", "approved") end)
    local started = clock.now()
    assert.equal("approved", wait_for_approval("e-7", 24))
    assert.equal(2 * HOUR + MINUTE, clock.now() - started)
  end)

  it("takes a verdict that comes at a moment of the day", function()
    clock.at("2025-01-01T09:30:00Z", function() workspace.write_file("approvals/e-7.txt", "rejected") end)
    assert.equal("rejected", wait_for_approval("e-7", 24))
    assert.equal("2025-01-01T09:30:00.000Z", clock.iso())
  end)

  it("expires after a day", function()
    assert.equal("expired", wait_for_approval("e-7", 24))
    assert.equal("2025-01-02T00:00:00.000Z", clock.iso())
  end)

  it("reminds them every hour but the last", function()
    assert.trajectory(function() wait_for_approval("e-7", 3) end):exactly(
      { "log.warn", fields = { request = "e-7", hours = 1 } },
      { "log.warn", fields = { request = "e-7", hours = 2 } })
  end)

  it("looks every minute", function()
    local looks = 0
    local ticking = clock.every(MINUTE, function() looks = looks + 1 end)
    clock.after(10 * MINUTE, function() workspace.write_file("approvals/e-7.txt", "approved") end)
    wait_for_approval("e-7", 1)
    ticking:cancel()
    assert.equal(10, looks)
  end)
end)
