-- An agent with tools: the model asks for them, the agent's own functions answer, and mocks stand in where they must not run.

--- What a model says that calls one tool.
local function calls(name, arguments)
  return { tool_calls = { { name = name, arguments = arguments } }, tokens = { input = 200, output = 20 } }
end

describe("the support desk", { tags = { "agent" } }, function()
  local desk
  before_each(function()
    desk = Agent.new("support_desk", { max_turns = 4 })
    workspace.use{ ["orders/A-7.json"] = '{ "item": "lamp", "cents": 1200 }' }
  end)

  --- A customer who wants money back, and a model that looks before it pays.
  local function ask_for_refund()
    llm.on{ contains = "## Customer" }:script(function(_, answer)
      local order = answer(calls("find_order", { id = "A-7" }))
      assert.contains(order.messages[#order.messages].content, "1200")
      answer(calls("refund", { id = "A-7", cents = 1200 }))
      return { text = "Your 12.00 are on their way.", tokens = { input = 300, output = 10 } }
    end)
    return desk:execute{ description = "My lamp A-7 is broken", max_cost_cents = 1 }
  end

  it("looks an order up and pays it back #smoke", function()
    local result = ask_for_refund()
    assert.is_true(result.success)
    assert.equal(3, result.turns)
    assert.workspace.has_file("refunds.csv", "A-7,1200")
    assert.trajectory(desk):in_order({ "tool.call", name = "find_order" }, { "tool.call", name = "refund" })
    assert.tool_called(desk, "refund", { cents = 1200 })
  end)

  it("pays nothing where a mock stands in for the bank", function()
    desk:mock_tool("refund", { id = "A-7" }):reply{ text = "refunded", latency_ms = 800 }
    ask_for_refund()
    assert.is_false(workspace.file_exists("refunds.csv"))
  end)

  it("tells the model what is wrong with a tool, and tries again", function()
    desk:mock_tool("refund"):reply_sequence{ { fault = { kind = "timeout", after_ms = 5000 } }, "refunded" }
    llm.on{}:script(function(_, answer)
      local told = answer(calls("refund", { id = "A-7", cents = 1200 }))
      assert.equal("the tool gave no answer within 5000 ms", told.messages[#told.messages].content)
      answer(calls("refund", { id = "A-7", cents = 1200 }))
      return "Done at the second try."
    end)
    assert.equal("Done at the second try.", desk:execute{ description = "A-7 again" }.text)
  end)

  it("runs no tool whose arguments do not fit its schema", function()
    llm.on{}:script(function(_, answer)
      local wrong = calls("refund", { id = "A-7", cents = 999999 })
      wrong.mistaken = true -- the model's mistake is what this is about
      local told = answer(wrong)
      assert.contains(told.messages[#told.messages].content, "invalid arguments: cents")
      return "I may not pay that much."
    end)
    desk:execute{ description = "I want a million" }
    assert.is_false(workspace.file_exists("refunds.csv"))
  end)

  it("stops a model that never comes to an end", function()
    llm.on{}:reply(calls("find_order", { id = "A-7" }))
    local result = desk:execute{ description = "Where is it?" }
    assert.is_false(result.success)
    assert.equal("no answer after 4 turns (max_turns): the model still asks for find_order", result.error)
  end)

  it("hands a hard question over to billing, a canned agent of mocks/agents, on one bill", function()
    llm.on{ agent = "support_desk" }:reply(calls("escalate", { reason = "Dispute over A-7" }))
    local result = desk:execute{ description = "I was charged twice", max_cost_cents = 1 }
    assert.equal("Billing looks into it: case 42.", result.text)
    assert.equal("billing", result.handed_to)
    assert.cost_below(desk, 0.1)
    assert.trajectory(desk):includes({ "agent.hand_over", to = "billing" }, { "workspace.write_file", path = "cases/42.txt" })
  end)
end)
