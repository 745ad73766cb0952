-- Rules as the engine of the service runs them: classified, held against their schema, with the limits of refund.json.
local function refund(amount, disputes)
  return { amount = amount, customer = { disputes = disputes or 0 } }
end

describe("refunds", function()
  each{
    { 100, 0, "autonomous" },
    { 100.5, 0, "collaborative" },
    { 501, 0, "escalated" },
    { 1, 3, "escalated" },
  }("of %s with %s disputes: %s", function(amount, disputes, decision)
    assert.equal(decision, rules.execute("refund", refund(amount, disputes)).decision)
  end)

  it("are decided alike by the native twin", function()
    local all = {}
    for amount = 0, 600, 25 do all[#all + 1] = refund(amount, amount % 4) end
    local lua, native = rules.execute_many("refund", all), rules.execute_many("refund", all, { native = true })
    for i in ipairs(all) do assert.same(lua[i].result, native[i].result) end
  end)

  it("say why", function()
    local reads = rules.execute("refund", refund(20), { explain = true }).explanation.reads
    assert.same({ { path = ".customer.disputes", value = 0 }, { path = ".amount", value = 20 } }, reads)
  end)

  it("are refused where they make no sense", function()
    assert.error_matches(function() rules.execute("refund", refund(-1)) end, "context%.amount: must be >= 0, got %-1$")
    assert.error_matches(function() rules.execute("refund", { amount = 5 }) end, "must have required property 'customer'")
  end)

  it("can be tried with another rule", function()
    rules.define("refund", [[return function() return { decision = "escalated", confidence = 1, reasoning = "closed" } end]])
    assert.equal("closed", rules.execute("refund", refund(1)).reasoning)
  end)
end)
