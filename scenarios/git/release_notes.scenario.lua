-- A script that reads the history: over the base mock mocks/git/storefront.json, and over histories made for one question.
local release_notes = script.entry("release_notes")

describe("release notes", { tags = { "git" } }, function()
  before_each(function() git.use("storefront") end)

  it("tell what came since the last release, without merges #smoke", function()
    local notes = release_notes("v1.0", "v1.1")
    assert.in_order(notes, { "# v1.1", "## New", "- Add a search (Aiko Tanaka, ", "## Fixed", "- Fix logins without a password (Jonas Weber, " })
    assert.not_contains(notes, "Merge")
    assert.not_contains(notes, "Add login and cart")
  end)

  it("are for any two revisions", function()
    assert.contains(release_notes("v1.1", "main"), "- Fix the total of an empty cart (")
    assert.equal("# v1.0\n", release_notes("HEAD", "v1.0"))
  end)

  it("keep what they do not know apart", function()
    git.use{ commits = {
      { message = "Fixate the layout", author = "Mira Holt", hash = "3333333" },
      { message = "Fix a typo\n\nIn the title.", author = "Mira Holt", hash = "2222222" },
      { message = "Begin", tag = "v0" },
    } }
    assert.equal("# main\n\n## Fixed\n\n- Fix a typo (Mira Holt, 2222222)\n\n## Other\n\n- Fixate the layout (Mira Holt, 3333333)\n",
      release_notes("v0", "main"))
  end)

  it("say what is wrong with a revision", function()
    assert.has_error_matches(function() release_notes("v1.0", "v1.2") end, "git%.commits: there is no revision v1%.2; did you mean v1%.[01]%?$")
  end)

  it("read the history once", function()
    release_notes("v1.0", "v1.1")
    assert.trajectory():exactly({ "git.commits", rev = "v1.0..v1.1", found = 3 })
  end)
end)
