-- Back-off on the virtual clock: an hour of it costs no real time, and always takes exactly as long.
local ask_patiently = script.entry("ask_patiently")

local BUSY = { error = "429 too many requests", latency_ms = 200 }

describe("asking patiently", { tags = { "time" } }, function()
  it("comes back after 1, 2 and 4 seconds and a tenth of that at most", function()
    llm.on{}:reply_sequence{ BUSY, BUSY, BUSY, { text = "at last", latency_ms = 200 } }
    local started = clock.now()
    assert.equal("at last", ask_patiently("Name a risk"))
    local waited = clock.now() - started - 4 * 200
    assert(waited >= 7000 and waited <= 7700, "waited " .. waited .. " ms")
  end)

  it("gives up after an hour", function()
    llm.on{}:reply(BUSY)
    local started = clock.now()
    local reply, why = ask_patiently("Name a risk")
    assert.is_nil(reply)
    assert.equal("the model is still busy after an hour", why)
    assert.near(60 * 60 * 1000, clock.now() - started, 6 * 60 * 1000)
  end)

  it("goes on when the model is well again, whenever that is", function()
    llm.on{}:reply(BUSY)
    clock.after(10 * 60 * 1000, function() llm.on{}:reply("well again") end)
    assert.equal("well again", ask_patiently("Name a risk"))
  end)

  it("does not wait for errors that will not pass", function()
    llm.on{}:reply{ error = "401 unauthorized" }
    local started = clock.now()
    assert.has_error_matches(function() ask_patiently("Name a risk") end, "401")
    assert.equal(started, clock.now())
  end)
end)
