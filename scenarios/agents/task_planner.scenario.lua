-- An agent that plans: the prompt it builds, the JSON it gives, the tools it asks for, and what that costs.
local PLAN = {
  type = "object",
  required = { "steps", "decision" },
  additionalProperties = false,
  properties = {
    steps = {
      type = "array",
      items = {
        type = "object",
        required = { "title", "risk" },
        properties = { title = { type = "string", minLength = 1 }, risk = { enum = { "low", "medium", "high" } } },
      },
    },
    decision = { type = "string" },
  },
}

local ANSWER = '{ "steps": [{ "title": "Store the public key", "risk": "low" }], "decision": "autonomous" }'
local SEARCH = { name = "search_code", arguments = { query = "session plug", limit = 5 } }

describe("task planner", { tags = { "agent" } }, function()
  local agent, result
  setup(function()
    llm.on{ agent = "task_planner" }:reply{
      text = ANSWER, tool_calls = { SEARCH }, tokens = { input = 1200, output = 150 }, latency_ms = 800,
      -- The prompt alone tells of the tools: the call does not offer them.
      mistaken = true,
    }
    agent = Agent.new("task_planner")
    result = agent:execute{ description = "Add passkeys", cost_sensitive = true, max_cost_cents = 2 }
  end)

  it("asks for what is wanted, in few words", function()
    assert.prompt(llm.calls()[1].messages)
      :has_section("Budget", "2 cents")
      :has_instruction("Answer with JSON")
      :has_bullet("search_code")
      :tokens_below(80)
  end)

  it("gives a plan that keeps to the schema #smoke", function()
    local plan = assert.json_schema(result.text, PLAN)
    assert.decision(plan, "autonomous")
    assert.equal(1, #plan.steps)
  end)

  it("looks the code up before it plans", function()
    assert.tool_called(agent, "search_code", { query = any, limit = function(limit) return limit <= 10 end })
    assert.not_tool_called(agent, "read_history")
  end)

  it("asks the cheap model once, and does nothing else", function()
    assert.trajectory(agent):exactly{ "llm.call", model = "simple" }
    assert.workspace.unchanged()
  end)

  it("is cheap and quick", function()
    check.cost_below(result, 2)
    check.tokens_below(result, 2000)
    check.latency_below(result, 1000)
  end)

  it("takes a plan without steps for one", function()
    assert.json_schema({ steps = {}, decision = "escalated" }, PLAN)
    assert.not_json_schema({ steps = { { title = "Guess" } }, decision = "escalated" }, PLAN)
  end)
end)
