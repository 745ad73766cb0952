-- The same workflow seen from its steps: which calls come after which, what they leave behind, and how long it all takes.
local run_workflow = script.entry("agent_workflow")

local SPECIFICATION = "# Passkeys\n\n- A visitor registers a passkey.\n"
local CODE = "defmodule Shop.Auth do\nend\n"
local OVERLOADED = { error = "overloaded" }

local function run()
  return run_workflow{ domain = "auth", description = "Let people log in with a passkey", max_cost_cents = 5 }
end

describe("steps of the agent workflow", { tags = { "workflow" } }, function()
  before_each(function()
    llm.on{ model = "complex" }:reply{ text = SPECIFICATION, tokens = { input = 2000, output = 600 }, latency_ms = 4000 }
    llm.on{ model = "simple" }:reply{ text = CODE, tokens = { input = 1000, output = 400 }, latency_ms = 700 }
  end)

  it("reads, specifies, keeps the specification, then writes the code", function()
    assert.trajectory(run)
      :in_order(
        { "workspace.read_file", path = "docs/ARCHITECTURE.md" },
        { "llm.call", model = "complex" },
        { "workspace.write_file", path = "docs/specs/auth.md" },
        { "llm.call", model = "simple" },
        { "workspace.write_file", path = "features/auth/auth.ex" })
      :never({ "llm.call", error = any }, { "clock.sleep" })
  end)

  it("adds two files and changes none", function()
    run()
    assert.workspace.diff_equals{ ["docs/specs/auth.md"] = SPECIFICATION, ["features/auth/auth.ex"] = CODE }
    assert.workspace.diff_equals[[
--- /dev/null
+++ b/docs/specs/auth.md
@@ -0,0 +1,3 @@
+# Passkeys
+
+- A visitor registers a passkey.
--- /dev/null
+++ b/features/auth/auth.ex
@@ -0,0 +1,2 @@
+defmodule Shop.Auth do
+end
]]
    assert.workspace.unchanged("{history,features/accounts}/**")
  end)

  it("keeps the parts of a specification in their order", function()
    run()
    assert.in_order(workspace.read_file("docs/specs/auth.md"), { "# Passkeys", "registers a passkey" })
  end)

  it("stays below its limits", function()
    local result = assert.latency_below(run, 5000)
    assert.cost_below(result, 3)
    assert.tokens_below(llm, 4001)
  end)

  it("pauses between two tries, and no longer than it has to", function()
    llm.on{ model = "complex" }:reply_sequence{ OVERLOADED, OVERLOADED, SPECIFICATION }
    assert.trajectory(run):in_order(
      { "llm.call", error = "overloaded" }, { "clock.sleep", ms = 500 },
      { "llm.call", error = "overloaded" }, { "clock.sleep", ms = 1000 },
      { "llm.call", text = SPECIFICATION })
  end)
end)
