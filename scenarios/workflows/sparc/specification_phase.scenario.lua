-- The phase on its own: one prompt from a workspace and a git history, both of mocks/.
local specify = script.entry("specification_phase")

local function render(domain)
  return specify({ domain = domain, description = "Let people log in with a passkey" }):render()
end

describe("specification phase", function()
  it("shows what the project has on the domain #smoke", function()
    assert.equal([[
## Architecture
# Shop

Three contexts: accounts, catalogue, billing. They talk over an event bus and share no tables.
Money is counted in whole cents.

## Features to build on

- features/accounts/auth_session.ex
- features/accounts/auth_token.ex

## Recent work on them
2024-12-30 Rotate session tokens after login
2024-12-18 Close idle sessions after an hour
2024-12-16 Limit login attempts
2024-12-10 Sign tokens with Ed25519
2024-11-28 Add sessions

## Requirements
Let people log in with a passkey

Write a SPARC specification with:

- Clear acceptance criteria
- Technical constraints
- Integration points]], render("auth"))
  end)

  it("has nothing but the requirements in an empty project", function()
    workspace.use("greenfield")
    git.use("greenfield")
    assert.matches("^## Requirements\nLet people log in with a passkey\n\nWrite a SPARC", render("auth"))
  end)

  it("asks as the system and tells as the user", function()
    workspace.use("greenfield")
    local messages = specify{ domain = "auth", description = "Log in" }:messages()
    assert.equal(2, #messages)
    assert.matches("^Write a SPARC specification with:\n\n%- Clear", messages[1].content)
    assert.same({ role = "user", content = "## Requirements\nLog in" }, messages[2])
  end)

  describe("features", function()
    it("are those with the domain as a word of their name, in any folder", function()
      workspace.write_file("features/shipping/label_auth.ex", "")
      workspace.write_file("features/auth.ex", "")
      workspace.write_file("features/auth/unrelated.ex", "")
      workspace.write_file("features/authz.ex", "")
      workspace.write_file("lib/auth_else.ex", "")
      assert.contains(render("auth"), [[
## Features to build on

- features/accounts/auth_session.ex
- features/accounts/auth_token.ex
- features/auth.ex
- features/shipping/label_auth.ex

## Recent]])
    end)

    it("without a commit are listed alone", function()
      workspace.write_file("features/shipping/label.ex", "")
      assert.contains(render("label"), "- features/shipping/label.ex\n\n## Requirements")
    end)
  end)

  describe("commits", function()
    it("are those that touched one of the features", function()
      assert.contains(render("refund"), [[
## Recent work on them
2024-12-20 Refund in the currency of the payment
2024-12-02 Add refunds

## Requirements]])
    end)

    it("are the five newest of more", function()
      assert.contains(git.log{ path = "features/accounts" }, "6e07b2f Add tokens")
      assert.equal(6, #git.log{ path = "features/accounts" })
      local _, days = render("auth"):gsub("\n2024%-%d%d%-%d%d ", "")
      assert.equal(5, days)
    end)

    it("are told by their subject alone", function()
      -- The only commit that touched this file has a body, too.
      workspace.write_file("features/docs.ex", "")
      git.use("release_week")
      assert.contains(render("docs"), "## Recent work on them\n2025-01-06 Release 2.1\n\n## Requirements")
    end)
  end)

  describe("architecture", function()
    local line = ("x"):rep(99) .. "\n"

    it("is shown in full up to 4000 bytes, without empty lines at its end", function()
      local longest = line:rep(39) .. ("y"):rep(100)
      workspace.write_file("docs/ARCHITECTURE.md", longest .. "\n\n")
      assert.contains(render("auth"), "## Architecture\n" .. longest .. "\n\n## Features")
    end)

    it("is cut at the end of a line beyond that", function()
      workspace.write_file("docs/ARCHITECTURE.md", line:rep(39) .. ("y"):rep(101))
      assert.contains(render("auth"), "## Architecture\n" .. line:rep(39) .. "(cut)\n\n## Features")
    end)

    it("is cut anywhere if it is one long line", function()
      workspace.write_file("docs/ARCHITECTURE.md", ("y"):rep(4001))
      assert.contains(render("auth"), "## Architecture\n" .. ("y"):rep(4000) .. "\n(cut)\n\n## Features")
    end)
  end)

  describe("domain", function()
    --- The error blames the line in this file that called.
    local function assert_refused(domain)
      local problem = assert.has_error(function() specify{ domain = domain } end)
      assert.matches("specification_phase%.scenario%.lua:%d+: "
        .. "requirements%.domain: one word in lower case is expected$", problem)
    end

    each{
      { "" }, { "Auth" }, { "aUth" }, { "auth login" }, { "../auth" }, { "*" }, { "2fa" },
    }("%q is refused", assert_refused)

    it("is refused where it is missing or no text", function()
      assert_refused(nil)
      assert_refused(42)
    end)

    it("may be one letter, or end in a digit", function()
      assert.contains(render("a"), "## Requirements")
      assert.contains(render("oauth2"), "## Requirements")
    end)
  end)
end)
