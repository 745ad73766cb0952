-- The document's workflow step, against the workspaces and git histories of mocks/.
local execute_specification = script.entry("workflows/sparc/specification_phase")

local login = { domain = "auth", description = "Let people log in with a passkey" }

local function render(requirements)
  return execute_specification(requirements, {}):render()
end

describe("specification phase", function()
  describe("in an empty project", function()
    before_each(function()
      workspace.use("greenfield")
      git.use("greenfield")
    end)

    it("asks for the specification and shows what little there is #smoke", function()
      assert.equal([[
## Recent Work
b1946ac Found the project

## Requirements
Let people log in with a passkey

Create SPARC specification following:

- Clear acceptance criteria
- Technical constraints
- Integration points]], render(login))
    end)

    it("leads with the architecture once there is one", function()
      workspace.write_file("docs/ARCHITECTURE.md", "One service.")
      assert.matches("^## Current Architecture\nOne service%.\n\n## Recent Work\n", render(login))
    end)

    it("lists features of the same domain", function()
      workspace.write_file("features/accounts/auth_session.ex", "")
      assert.contains(render(login), [[
## AVOID DUPLICATION
Similar features exist

- features/accounts/auth_session.ex

## Requirements]])
    end)
  end)

  describe("in the shop", function()
    it("quotes the architecture as it is on file", function()
      local architecture = workspace.read_file("docs/ARCHITECTURE.md")
      assert.contains(render(login), "## Current Architecture\n" .. architecture)
    end)

    it("shows the ten newest commits, one line each", function()
      local commits = git.log()
      assert.equal(13, #commits)
      assert.contains(render(login), "## Recent Work\n" .. table.concat(commits, "\n", 1, 10) .. "\n\n")
    end)

    it("finds features in any folder whose file name holds the domain", function()
      assert.contains(render(login), [[
Similar features exist

- features/accounts/auth_session.ex
- features/accounts/auth_token.ex
- features/oauth_provider.ex

## Requirements]])
    end)

    it("says nothing of duplication in a new domain", function()
      local text = render{ domain = "shipping", description = "Print labels" }
      assert.is_nil(text:find("AVOID DUPLICATION", 1, true))
      assert.contains(text, "## Requirements\nPrint labels")
    end)
  end)

  it("gives instructions as the system's message and facts as the user's", function()
    local messages = execute_specification(login, {}):messages()
    assert.equal(2, #messages)
    assert.equal("system", messages[1].role)
    assert.matches("^Create SPARC specification following:", messages[1].content)
    assert.equal("user", messages[2].role)
    assert.contains(messages[2].content, login.description)
  end)

  it("can be put to the strong model", function()
    local reply = llm.call("complex", execute_specification(login, {}))
    assert.equal("opus", reply.model)
    assert.matches("^# Specification", reply.text)
  end)

  it("raises where the requirements have no domain", function()
    local problem = assert.has_error(function() render{ description = "Anything" } end)
    assert.matches("field 'domain'", problem)
  end)
end)
