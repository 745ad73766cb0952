-- The document's behavior: first the prompt it builds, then what an agent makes of it.
local build_task_prompt = script.entry("agents/behaviors/cost_optimizer")

local function render(task)
  return build_task_prompt(task):render()
end

--- Content of the only call of the model, the system's and the user's part.
local function only_call()
  local calls = llm.calls()
  assert.equal(1, #calls)
  local parts = {}
  for i, message in ipairs(calls[1].messages) do parts[i] = message.content end
  return table.concat(parts, "\n\n"), calls[1]
end

describe("the document's cost optimizer", function()
  describe("prompt", function()
    before_each(function() workspace.use("greenfield") end)

    it("of a cost-sensitive task has the budget, and never the description", function()
      local task = { id = 1, description = "Generate a login", cost_sensitive = true, max_cost_cents = 50 }
      assert.equal("## Budget Constraint\n50\n\nOptimize for cost over quality", render(task))
    end)

    it("of any other task has the description, and no budget", function()
      local task = { id = 1, description = "Generate a login", max_cost_cents = 50 }
      assert.equal("## Task\nGenerate a login\n\nOptimize for quality", render(task))
    end)

    it("has an empty section where there is no budget", function()
      local text = render{ id = 1, cost_sensitive = true }
      assert.equal("## Budget Constraint\n\nOptimize for cost over quality", text)
    end)

    it("cannot be built for a task without id", function()
      local problem = assert.has_error(function() render{ description = "Generate a login" } end)
      assert.matches("concatenate a nil value %(field 'id'%)", problem)
    end)
  end)

  describe("learning", function()
    it("adds what worked in tasks of that id, in the order of their paths", function()
      assert.equal([[
## Task
Add passkeys

Optimize for quality

## Success Pattern
Begin with the session plug, then add the routes

## Success Pattern
Ask for one module at a time]], render{ id = "auth", description = "Add passkeys" })
    end)

    it("leaves out what failed", function()
      local failed = json.decode(workspace.read_file("history/2024-12/task-auth-0012.json"))
      assert.is_false(failed.success)
      local text = render{ id = "auth", description = "Add passkeys" }
      assert.is_nil(text:find(failed.approach, 1, true))
    end)

    it("looks into the history folder itself too", function()
      assert.contains(render{ id = "authz", description = "Add roles" }, "Keep the permissions in one table")
    end)

    it("takes the id for a part of a glob: a star reads everyone's history", function()
      local _, found = render({ id = "*", description = "Anything" }):gsub("## Success Pattern", "")
      assert.equal(4, found)
    end)

    it("raises on a history file that is not JSON", function()
      workspace.write_file("history/task-9-broken.json", "{ success: true")
      local problem = assert.has_error(function() render{ id = 9, description = "Anything" } end)
      assert.matches("json%.decode", problem)
    end)
  end)

  describe("as an agent", function()
    local agent
    before_each(function() agent = Agent.new("cost_optimizer") end)

    --- A cost-sensitive task with that budget; the base mock's answer costs 0.15 cents.
    local function cheap_task(cents)
      return { description = "Generate a login", cost_sensitive = true, max_cost_cents = cents }
    end

    it("sends a cost-sensitive task to the cheap model #smoke", function()
      local result = agent:execute(cheap_task(50))
      local text, call = only_call()
      assert.equal("haiku", call.model)
      assert.contains(text, "## Budget Constraint\n50")
      assert.is_nil(text:find("Generate a login", 1, true))
      assert.is_true(result.success)
      assert.near(0.15, result.cost_cents, 1e-9)
    end)

    it("sends any other task to the middling model", function()
      local result = agent:execute{ description = "Generate a login" }
      local text, call = only_call()
      assert.equal("sonnet", call.model)
      assert.contains(text, "## Task\nGenerate a login")
      assert.matches("^defmodule .*end$", result.code)
    end)

    it("gives a task without id one, and learns by it", function()
      workspace.write_file("history/task-task-1-x.json", '{ "success": true, "approach": "Small steps" }')
      local result = agent:execute{ description = "Generate a login" }
      assert.equal("task-1", result.task_id)
      assert.contains((only_call()), "## Success Pattern\nSmall steps")
    end)

    it("has no success when the answer costs more than the task allows", function()
      local result = agent:execute(cheap_task(0.1))
      assert.is_false(result.success)
      assert.contains(result.error, "budget of 0.1")
    end)
  end)
end)
