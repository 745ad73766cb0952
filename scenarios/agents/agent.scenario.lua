-- An agent from end to end: its behavior builds the prompt, a mocked model answers, the cost is added up.
-- The price of haiku is 100 cents per million tokens in and 500 out (moonrig.config.json).

local function task(changes)
  local all = { description = "Generate a login", cost_sensitive = true, max_cost_cents = 0.15 }
  for key, value in pairs(changes or {}) do all[key] = value end
  return all
end

describe("agent with the cost optimizer", { tags = { "agent" } }, function()
  local agent
  before_each(function() agent = Agent.new("cost_optimizer") end)

  describe("budget", function()
    -- Made in a hook, so scenarios may leave it unused.
    -- 900 × 100 + 120 × 500 = 150000 millionths of a cent: 0.15 cents.
    before_each(function()
      llm.on{ model = "haiku", contains = "## Budget" }:reply{
        text = "Here it is:\n```elixir\ndefmodule Login do\nend\n```\nDone.",
        tokens = { input = 900, output = 120 },
      }
    end)

    it("is kept when the cost is just as high #smoke", function()
      local result = agent:execute(task())
      assert.is_true(result.success)
      assert.is_nil(result.error)
      assert.equal(0.15, result.cost_cents)
      assert.same({ input = 900, output = 120, cached = 0 }, result.tokens)
    end)

    it("is not kept when the cost is a little higher", function()
      local result = agent:execute(task{ max_cost_cents = 0.149 })
      assert.is_false(result.success)
      assert.equal("cost 0.15 cents, over the task's budget of 0.149", result.error)
    end)

    it("is told to the model", function()
      agent:execute(task())
      assert.contains(llm.calls()[1].messages[2].content, "## Budget\n0.15 cents")
    end)

    it("goes further where the provider had the input cached", function()
      llm.on{ model = "haiku" }:reply{ text = "ok", tokens = { input = 900, output = 120, cached = 800 } }
      -- 100 × 100 + 800 × 10 + 120 × 500 = 78000 millionths.
      assert.equal(0.078, agent:execute(task()).cost_cents)
    end)
  end)

  it("gives the code without the words around it", function()
    llm.on{ model = "haiku" }:reply("Here it is:\n```elixir\ndefmodule Login do\nend\n```\nDone.")
    local result = agent:execute(task())
    assert.equal("defmodule Login do\nend", result.code)
    assert.matches("^Here it is:", result.text)
  end)

  describe("model", function()
    each{
      { "haiku", { cost_sensitive = true } },
      { "sonnet", { cost_sensitive = false } },
      { "opus", { risk = "high" } },
    }("is %s where the behavior says so", function(model, changes)
      -- A promise: the scenario fails unless this is used, so it also says which model was called.
      llm.on{ model = model, agent = "cost_optimizer" }:reply("ok")
      assert.equal(model, agent:execute(task(changes)).model)
    end)
  end)

  describe("prompt", function()
    it("tells of the agent's field and of the rule's decision", function()
      local reviewed = Agent.new("cost_optimizer", {
        specialization = "Security",
        rule_result = script.entry("rules/epic_validation"){ wsjf_score = 40, business_value = 90 },
      })
      llm.on{ system = "A person reviews this", last = "## Your field\nSecurity" }:reply("ok")
      assert.is_true(reviewed:execute(task()).success)
    end)

    it("shows what the history teaches", function()
      llm.on{ contains = { "## From past tasks", "Worked: Ask for one module at a time" } }:reply("ok")
      agent:execute(task{ kind = "auth" })
      local calls = llm.calls()
      assert.equal(1, #calls)
      assert.equal("cost_optimizer", calls[1].agent)
    end)
  end)

  describe("mocks", function()
    it("answer one after the other in a sequence", function()
      llm.on{ model = "haiku" }:reply_sequence{ "```\nfirst\n```", "```\nsecond\n```" }
      assert.equal("first", agent:execute(task()).code)
      assert.equal("second", agent:execute(task()).code)
    end)

    it("stand back when they have answered their times", function()
      llm.on{ model = "haiku" }:reply("the older"):times(1)
      llm.on{ model = "haiku" }:reply("the newer"):times(2)
      local answers = {}
      for i = 1, 3 do answers[i] = agent:execute(task()).text end
      assert.same({ "the newer", "the newer", "the older" }, answers)
    end)

    it("may stay unused when they are optional", function()
      llm.on{ model = "opus" }:reply("only for risky tasks"):optional()
      llm.on{ model = "haiku" }:reply("ok")
      assert.equal("ok", agent:execute(task()).text)
      assert.equal(1, #llm.calls())
    end)

    it("can fail as a provider does", function()
      llm.on{ model = "haiku" }:reply{ error = "overloaded" }
      local problem = assert.has_error(function() agent:execute(task()) end)
      assert.matches("llm%.call: overloaded", problem)
    end)

    it("take virtual time, and none of yours", function()
      llm.on{ model = "haiku" }:reply{ text = "ok", latency_ms = 90 * 1000 }:times(2)
      local started = clock.now()
      agent:execute(task())
      agent:execute(task())
      assert.equal(180 * 1000, clock.now() - started)
      assert.equal("2025-01-01T00:03:00.000Z", clock.iso())
    end)
  end)

  describe("tasks", function()
    before_each(function() llm.on{ model = "haiku" }:reply("ok") end)

    it("get an id each, unless they have one", function()
      assert.equal("task-1", agent:execute(task()).task_id)
      assert.equal("LOGIN-7", agent:execute(task{ id = "LOGIN-7" }).task_id)
      assert.equal("task-3", agent:execute(task()).task_id)
    end)

    it("stay as they were", function()
      local given = task()
      agent:execute(given)
      assert.same({ description = "Generate a login", cost_sensitive = true, max_cost_cents = 0.15 }, given)
    end)
  end)

  pending("asks the better model where the cheap one failed", "waits for a decision on who pays for it")
end)
