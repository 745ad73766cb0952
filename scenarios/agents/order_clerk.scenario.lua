-- An agent that talks to its model by the official client, and to a service by fetch: both meet the mocks of the scenario.
local START = clock.now()

describe("the order clerk", { tags = { "agents", "http" } }, function()
  local agent
  before_each(function()
    agent = Agent.new("order_clerk")
    llm.on{ last = "Where is order 17?", tools = "find_order" }
      :reply{ tool_calls = { { name = "find_order", arguments = { id = "17" } } } }
    llm.on{ role = "tool", last = "shipped" }:reply{ text = "It is on its way.", tokens = { input = 90, output = 6 } }
  end)

  local function ask() return agent:execute{ description = "Where is order 17?" } end

  it("looks the order up and tells of it #smoke", function()
    http.on{ method = "GET", url = "https://shop.example.com/api/orders/:id" }
      :reply_with(function(request) return { json = { id = request.params.id, state = "shipped" } } end)
    local result = ask()
    assert.equal("It is on its way.", result.text)
    assert.equal(2, result.turns)
    assert.trajectory(agent):includes("llm.call", { "http.request", status = 200 }, "llm.call")
  end)

  it("tells the model that there is no such order", function()
    http.on{ url = "/api/orders/17" }:reply(404)
    llm.on{ role = "tool", last = "There is no order 17." }:reply("I cannot find that order.")
    assert.equal("I cannot find that order.", ask().text)
  end)

  it("gets through a busy provider: its client waits as it is told to, in virtual time", function()
    http.on{ url = "/api/orders/17" }:reply{ json = { state = "shipped" } }
    llm.on{ last = "Where is order 17?" }:reply_sequence{
      { fault = { kind = "rate_limit", retry_after_ms = 20000 } },
      { fault = { kind = "overloaded", retry_after_ms = 40000 } },
      { tool_calls = { { name = "find_order", arguments = { id = "17" } } } },
    }
    local before = clock.now()
    assert.equal("It is on its way.", ask().text)
    assert.equal(60000, clock.now() - before)
  end)

  each{
    { "connection_reset", "fetch failed" }, { "dns_failure", "fetch failed" }, { "truncated", "terminated" },
    { "timeout", "aborted due to timeout" }, { "slow", "aborted due to timeout" },
  }("tells the model what went wrong with the shop: %s", function(fault, told)
    http.on{ url = "/api/orders/17" }:reply{ json = { state = "shipped" }, fault = fault }
    llm.on{ role = "tool", last = told }:reply("The shop does not answer.")
    local result = ask()
    assert.equal("The shop does not answer.", result.text)
    assert.is_true(clock.now() - START <= 3000)
  end)
end)
