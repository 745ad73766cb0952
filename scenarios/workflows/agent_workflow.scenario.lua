-- A workflow of two calls: what each model is asked, what is kept, what it costs, and what a failure does.
local run_workflow = script.entry("agent_workflow")

local SPECIFICATION = "# Passkeys\n\n- A visitor registers a passkey."
local CODE = "defmodule Shop.Auth do\nend"

-- What opus and haiku answer; at the prices of moonrig.config.json that is 2.5 cents and 0.3 cents.
local SPECIFIED = { text = SPECIFICATION, tokens = { input = 2000, output = 600 } }
local WRITTEN = { text = CODE, tokens = { input = 1000, output = 400 } }
local OVERLOADED = { error = "overloaded" }

local function requirements(cents)
  return { domain = "auth", description = "Let people log in with a passkey", max_cost_cents = cents }
end

describe("agent workflow", { tags = { "workflow" } }, function()
  describe("when the models answer", function()
    local result
    -- The workflow runs once; each scenario looks at another side of what it left behind.
    setup(function()
      llm.on{ model = "opus" }:reply(SPECIFIED)
      llm.on{ model = "haiku" }:reply(WRITTEN)
      result = run_workflow(requirements())
    end)

    it("succeeds, and tells what it cost #smoke", function()
      assert.is_true(result.success)
      assert.equal("implementation", result.phase)
      assert.near(2.8, result.cost_cents, 1e-9)
    end)

    it("keeps the specification and the code", function()
      assert.same({ "docs/specs/auth.md", "features/auth/auth.ex" }, result.files)
      assert.equal(SPECIFICATION, workspace.read_file("docs/specs/auth.md"))
      assert.equal(CODE, workspace.read_file("features/auth/auth.ex"))
    end)

    it("asks the strong model with what the project knows", function()
      local call = llm.calls()[1]
      assert.equal("opus", call.model)
      assert.matches("^Write a SPARC specification", call.messages[1].content)
      assert.contains(call.messages[2].content, "Three contexts: accounts, catalogue, billing.")
      assert.contains(call.messages[2].content, "2024-12-30 Rotate session tokens after login")
    end)

    it("asks the cheap model with the specification alone", function()
      local calls = llm.calls()
      assert.equal(2, #calls)
      assert.equal("haiku", calls[2].model)
      assert.same({
        { role = "system", content = "Write the Elixir module that this asks for, and nothing else." },
        { role = "user", content = "## Specification\n" .. SPECIFICATION },
      }, calls[2].messages)
    end)

    it("takes no time for pauses", function()
      assert.equal("2025-01-01T00:00:00.000Z", clock.iso())
    end)
  end)

  describe("budget", function()
    before_each(function() llm.on{ model = "opus" }:reply(SPECIFIED) end)

    it("that is used up by the specification ends the workflow there", function()
      local result = run_workflow(requirements(2.5))
      assert.same({
        success = false, phase = "specification", cost_cents = 2.5, files = { "docs/specs/auth.md" },
      }, result)
      assert.is_false(workspace.file_exists("features/auth/auth.ex"))
      assert.equal(1, #llm.calls())
    end)

    each{ { 2.8, true }, { 2.79, false } }("of %s cents: success is %s", function(cents, success)
      llm.on{ model = "haiku" }:reply(WRITTEN)
      local result = run_workflow(requirements(cents))
      assert.equal(success, result.success)
      assert.equal("implementation", result.phase)
    end)
  end)

  describe("when a model fails", function()
    it("waits and tries again, each time twice as long", function()
      llm.on{ model = "opus" }:reply_sequence{ OVERLOADED, OVERLOADED, SPECIFIED }
      llm.on{ model = "haiku" }:reply(WRITTEN)
      local started = clock.now()
      assert.is_true(run_workflow(requirements()).success)
      assert.equal(500 + 1000, clock.now() - started)
      assert.equal(4, #llm.calls())
    end)

    it("counts the pauses of each phase anew", function()
      llm.on{ model = "opus" }:reply_sequence{ OVERLOADED, SPECIFIED }
      llm.on{ model = "haiku" }:reply_sequence{ OVERLOADED, WRITTEN }
      local started = clock.now()
      assert.is_true(run_workflow(requirements()).success)
      assert.equal(500 + 500, clock.now() - started)
    end)

    it("gives up after three tries, and keeps nothing", function()
      llm.on{ model = "opus" }:reply(OVERLOADED):times(3)
      local problem = assert.has_error(function() run_workflow(requirements()) end)
      assert.matches("^scenarios/workflows/agent_workflow%.lua:%d+: llm%.call: overloaded$", problem)
      assert.is_false(workspace.file_exists("docs/specs/auth.md"))
      assert.equal("2025-01-01T00:00:01.500Z", clock.iso())
    end)

    it("keeps the specification when only the code fails", function()
      llm.on{ model = "opus" }:reply(SPECIFIED)
      llm.on{ model = "haiku" }:reply(OVERLOADED):times(3)
      assert.has_error(function() run_workflow(requirements()) end)
      assert.equal(SPECIFICATION, workspace.read_file("docs/specs/auth.md"))
      assert.is_false(workspace.file_exists("features/auth/auth.ex"))
    end)
  end)

  describe("in an empty project", function()
    before_each(function()
      workspace.use("greenfield")
      git.use("greenfield")
    end)

    it("works from the requirements alone", function()
      llm.on{ model = "opus", last = "## Requirements\nLet people log in with a passkey" }:reply(SPECIFIED)
      llm.on{ model = "haiku", last = SPECIFICATION }:reply(WRITTEN)
      assert.is_true(run_workflow(requirements()).success)
    end)
  end)

  it("asks no model for a domain that is no word", function()
    assert.has_error(function() run_workflow{ domain = "../auth", description = "Log in" } end)
    assert.equal(0, #llm.calls())
  end)
end)
