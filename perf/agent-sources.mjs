// @ts-check

/** The behavior of the agents that `writeAgents` asks. */
export const AGENT_BEHAVIOR = `function choose_model() return "simple" end
function build_task_prompt(task)
  return Prompt.new():section("Task", task.description):instruction("Look each part up before you answer")
end
`;

/**
 * A file of scenarios in which an agent takes five turns: its model asks for a tool in four of them, then answers.
 * @param {number} file
 * @param {number} count
 */
export function writeAgents(file, count) {
  return `local SCHEMA = { properties = { part = { type = "integer" } }, required = { "part" } }
describe("file ${file}", function()
  local agent
  before_each(function()
    agent = Agent.new("planner")
    agent:tool("look_up", SCHEMA, function(call) return "part " .. call.part end)
  end)
  for i = 1, ${count} do
    it("plans " .. i, function()
      local replies = {}
      for turn = 1, 4 do
        replies[turn] = {
          tool_calls = { { name = "look_up", arguments = { part = turn } } },
          tokens = { input = 100 * turn, output = 20 }, latency_ms = 300,
        }
      end
      replies[5] = { text = "the plan of " .. i, tokens = { input = 500, output = 40 }, latency_ms = 300 }
      llm.on{ model = "simple", contains = "task " .. i }:reply_sequence(replies)
      local result = agent:execute{ description = "task " .. i, max_cost_cents = 5 }
      assert.is_true(result.success)
      assert.equal("the plan of " .. i, result.text)
      assert.equal(5, result.turns)
      assert.trajectory(agent):includes({ "tool.call", name = "look_up", arguments = { part = 4 } }, "llm.call")
      assert.cost_below(agent, 5)
    end)
  end
end)
`;
}
