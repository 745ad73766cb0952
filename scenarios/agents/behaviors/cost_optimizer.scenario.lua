-- The behavior on its own: the prompt it builds and the model it chooses, without an agent or a model.
local behavior = script.load("cost_optimizer")

local function render(task, rule_result, specialization)
  return behavior.build_task_prompt(task, rule_result or {}, specialization):render()
end

local function write_past(name, past)
  workspace.write_file("history/2025-01/task-" .. name .. ".json", json.encode(past))
end

describe("cost optimizer", function()
  describe("prompt", function()
    it("of a plain task", function()
      assert.equal("## Task\nGenerate a login\n\nAnswer with one fenced block of Elixir code.",
        render{ description = "Generate a login" })
    end)

    it("has all there is to say, in order #smoke", function()
      local task = { description = "Add keys", kind = "auth", cost_sensitive = true, max_cost_cents = 2.5 }
      local text = render(task, { decision = "collaborative" }, "Security")
      assert.equal([[
## Task
Add keys

## Your field
Security

## Budget
2.5 cents

## From past tasks

- Worked: Ask for one module at a time

Answer with one fenced block of Elixir code.

- Be brief: no explanations, no tests
- A person reviews this: mark what you are not sure of]], text)
    end)

    it("names no reviewer where the rule lets agents decide", function()
      local text = render({ description = "Generate a login" }, { decision = "autonomous" })
      assert.is_nil(text:find("reviews", 1, true))
    end)

    it("gives the how to the system and the what to the user", function()
      local task = { description = "Generate a login", cost_sensitive = true }
      assert.same({
        {
          role = "system",
          content = "Answer with one fenced block of Elixir code.\n\n- Be brief: no explanations, no tests",
        },
        { role = "user", content = "## Task\nGenerate a login" },
      }, behavior.build_task_prompt(task, {}):messages())
    end)

    it("of a large task is as it was when someone last read it", function()
      local task = { description = "Pay by invoice\n\nPartners pay within 30 days.", kind = "billing", max_cost_cents = 40 }
      local rule_result = { decision = "collaborative" }
      assert.matches_snapshot(render(task, rule_result, "Payments"))
      assert.matches_snapshot(behavior.build_task_prompt(task, rule_result, "Payments"):messages(), "messages")
    end)
  end)

  describe("learning from history", function()
    local function lessons(task)
      local text = render(task)
      local bullets = {}
      for bullet in text:gmatch("\n%- (%u%l+: [^\n]*)") do table.insert(bullets, bullet) end
      return bullets, text
    end

    it("shows what worked and what failed, newest first", function()
      assert.same({
        "Worked: Ask for one module at a time",
        "Failed: The reply was cut off at the token limit",
        "Worked: Begin with the session plug, then add the routes",
      }, (lessons{ description = "Add passkeys", kind = "auth" }))
    end)

    it("shows three lessons at most", function()
      write_past("auth-0020", {
        kind = "auth", success = true, approach = "Write the test first", finished_at = "2025-01-01",
      })
      local shown = lessons{ description = "Add passkeys", kind = "auth" }
      assert.equal(3, #shown)
      assert.equal("Worked: Write the test first", shown[1])
    end)

    it("shows one to a cost-sensitive task", function()
      local shown = lessons{ description = "Add passkeys", kind = "auth", cost_sensitive = true }
      assert.same({ "Worked: Ask for one module at a time" }, shown)
    end)

    each{ { "shipping" }, { "aut" }, { "*" } }("has nothing to show of kind %q", function(kind)
      local _, text = lessons{ description = "Print labels", kind = kind }
      assert.is_nil(text:find("past tasks", 1, true))
    end)

    it("shows nothing to a task without kind, even if a past one had none", function()
      write_past("x", { success = true, approach = "Anything", finished_at = "2025-01-01" })
      local _, text = lessons{ description = "Print labels" }
      assert.is_nil(text:find("past tasks", 1, true))
    end)

    it("passes over tasks that teach nothing", function()
      write_past("a", { kind = "labels", success = true, lesson = "Hidden", finished_at = "2025-01-01" })
      write_past("b", { kind = "labels", success = false, approach = "Hidden", finished_at = "2025-01-02" })
      write_past("c", { kind = "labels", success = true, approach = "Use SVG", finished_at = "2025-01-03" })
      assert.same({ "Worked: Use SVG" }, (lessons{ description = "Print labels", kind = "labels" }))
    end)

    each{
      { "is not JSON", "{ kind: labels" },
      { "is a number", "42" },
      { "is a text", '"labels"' },
      { "has no date", '{ "kind": "labels", "success": true, "approach": "Hidden" }' },
      { "has null for a date", '{ "kind": "labels", "success": true, "approach": "", "finished_at": null }' },
    }("passes over a file that %s", function(_, content)
      workspace.write_file("history/task-0.json", content)
      write_past("c", { kind = "labels", success = true, approach = "Use SVG", finished_at = "2025-01-03" })
      assert.same({ "Worked: Use SVG" }, (lessons{ description = "Print labels", kind = "labels" }))
    end)
  end)

  describe("choice of the model", function()
    each{
      { "a plain task", {}, "medium" },
      { "a cost-sensitive task", { cost_sensitive = true }, "simple" },
      { "a risky task", { risk = "high" }, "complex" },
      { "a risky task, cost-sensitive or not", { risk = "high", cost_sensitive = true }, "complex" },
      { "a task of low risk", { risk = "low", cost_sensitive = true }, "simple" },
      { "a plain task that may explore", { explore = true }, "medium" },
    }("%s", function(_, task, level)
      for _ = 1, 20 do assert.equal(level, behavior.choose_model(task)) end
    end)

    it("explores with about a tenth of the cheap tasks that may", function()
      local count = { simple = 0, medium = 0 }
      for _ = 1, 2000 do
        local level = behavior.choose_model{ cost_sensitive = true, explore = true }
        count[level] = count[level] + 1
      end
      -- 200 are expected; seven standard deviations either way hold for any seed.
      assert.near(200, count.medium, 94)
      assert.equal(2000, count.simple + count.medium)
    end)
  end)
end)
