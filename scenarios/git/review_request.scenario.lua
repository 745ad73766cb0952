-- A script that reads diffs, blame and status: what the model is shown, who is asked, and what is not committed.
local request_review = script.entry("review_request")

describe("review request", { tags = { "git" } }, function()
  before_each(function() git.use("storefront") end)

  it("shows the model what differs, and asks who knows the lines #smoke", function()
    llm.on{ contains = "+  if key then return key.owner == user.name end" }:reply("Passkeys log in, too.")
    local request = request_review("v1.1")
    assert.is_true(request.ready)
    assert.equal("passkeys", request.branch)
    assert.equal("Passkeys log in, too.", request.summary)
    assert.same({ "Mira Holt", "Jonas Weber" }, request.reviewers)
  end)

  it("asks git for what it needs, in this order", function()
    llm.on{}:reply("Something changed.")
    request_review("v1.1")
    assert.trajectory():includes(
      "git.status",
      { "git.diff", from = "v1.1", to = "HEAD" },
      "git.commits",
      "llm.call",
      "git.branch",
      { "git.blame", path = "lib/login.lua", rev = "v1.1" }
    )
  end)

  it("waits until all is committed", function()
    git.use{
      commits = { { message = "Begin", changes = { ["a.lua"] = "return 1\n" } } },
      staged = { ["b.lua"] = "return 2\n" },
      changes = { ["a.lua"] = json.null, ["notes.txt"] = "untracked\n" },
    }
    assert.same({ ready = false, reason = "3 files are not committed, the first is a.lua" }, request_review("main"))
    local codes = {}
    for i, entry in ipairs(git.status()) do codes[i] = entry.code .. " " .. entry.path end
    assert.same({ " D a.lua", "A  b.lua", "?? notes.txt" }, codes)
  end)
end)

describe("a mocked history", { tags = { "git" } }, function()
  setup(function() git.use("storefront") end)

  it("shows a file as it was", function()
    assert.contains(git.show("v1.0", "lib/login.lua"), "  return true\n")
    assert.contains(git.show("HEAD~1", "lib/login.lua"), "  return user.password ~= nil\n")
    assert.equal("\137PNG\r\n\26\n\0\0\0\r", git.show("v1.0", "assets/logo.png"))
  end)

  it("shows a commit as git does", function()
    assert.contains(git.show("search"), [[
Author: Aiko Tanaka <aiko@example.com>
Date:   Fri Dec 27 10:00:00 2024 +0000

    Add a search

diff --git a/docs/ideas.md b/docs/ideas.md
deleted file mode 100644
]])
  end)

  it("merges what both sides brought", function()
    assert.contains(git.show("v1.1", "lib/search.lua"), "string.find")
    assert.contains(git.show("v1.1", "lib/login.lua"), "password")
    assert.has_error_matches(function() git.show("v1.1", "docs/ideas.md") end, "there is no file docs/ideas%.md in v1%.1")
  end)

  it("can be asked for a part of it", function()
    assert.equal(2, #git.log{ author = "jonas@", rev = "main" })
    assert.equal(1, #git.log{ path = "lib/search.lua" })
    assert.equal(1, #git.log{ since = "2 days ago" })
    assert.equal(1, #git.log{ before = "2024-12-20" })
  end)
end)
