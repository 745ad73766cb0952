-- Back-off against every fault there is, in virtual time: minutes of waiting cost nothing.
local call = script.load("patient_call")

local function timed(...)
  local before = clock.now()
  local reply, failure = call(...)
  return reply, clock.now() - before, failure
end

describe("a patient call", { tags = { "llm" } }, function()
  it("waits as long as the provider asks for #smoke", function()
    llm.on{ model = "haiku" }:reply_sequence{ { fault = { kind = "rate_limit", retry_after_ms = 2500 } }, "ok" }
    local reply, ms = timed("simple", "hello")
    assert.equal("ok", reply.text)
    assert.equal(2500, ms)
  end)

  it("waits twice as long each time, and gives up", function()
    llm.on{}:fault("overloaded"):times(5)
    local reply, ms, failure = timed("simple", "hello")
    assert.is_nil(reply)
    assert.equal(529, failure.status)
    assert.equal((1 + 2 + 4 + 8 + 16) * 1000, ms)
  end)

  each{
    { "server_error", 1000 }, { "connection_reset", 1000 }, { "timeout", 31000 }, { "slow_start", 10000 },
  }("copes with %s", function(kind, expected_ms)
    llm.on{}:reply_sequence{ { text = "late", fault = kind }, "ok" }:at_least(1)
    local reply, ms = timed("simple", "hello")
    assert.equal(kind == "slow_start" and "late" or "ok", reply.text)
    assert.equal(expected_ms, ms)
  end)

  it("takes a refusal for an answer", function()
    llm.on{}:fault{ kind = "refusal", message = "I would rather not." }
    local reply = call("simple", "hello")
    assert.equal("refusal", reply.finish_reason)
    assert.equal("I would rather not.", reply.text)
  end)

  it("gets through bad weather, the same weather for the same seed", function()
    llm.on{}:reply("ok"):sometimes(0.3, "overloaded"):sometimes(0.1, { kind = "server_error", status = 503 })
    local answered = 0
    for i = 1, 50 do
      if call("simple", "question " .. i) then answered = answered + 1 end
    end
    assert.is_true(answered >= 45)
    assert.is_true(#llm.calls() > 50)
  end)
end)
