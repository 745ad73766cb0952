-- Scenarios about files that look as if they had shown something. Each says in the line above it what it must come to.

before_each(function() workspace.use{ ["lib/a.ex"] = "one", [".env"] = "SECRET" } end)

-- outcome: failed
it("scripts a fault that nothing meets", function()
  workspace.on("lib/b.ex"):read_only()
  assert.equal("one", workspace.read_file("lib/a.ex"))
end)

-- outcome: failed
it("scripts a fault for reading and only writes", function()
  workspace.on("lib/a.ex"):stale()
  workspace.write_file("lib/a.ex", "two")
  assert.workspace.file_equals("lib/a.ex", "two")
end)

-- outcome: failed
it("says a fault's files and not what is wrong with them", function()
  workspace.on("lib/a.ex")
  assert.equal("one", workspace.read_file("lib/a.ex"))
end)

-- outcome: failed
it("meets a fault once of twice", function()
  workspace.on("lib/a.ex"):missing():times(2)
  pcall(workspace.read_file, "lib/a.ex")
  assert.is_true(workspace.read_file(".env") == "SECRET")
end)

-- outcome: passed
it("meets a fault that a pcall hides: that it came is what was promised", function()
  workspace.on("lib/a.ex"):read_only()
  pcall(workspace.write_file, "lib/a.ex", "two")
end)

-- outcome: empty
it("scripts a fault that may stay away, and checks nothing", function() workspace.on("lib/**"):read_only():optional() end)

-- outcome: empty
it("only reads and writes", function() workspace.write_file("b", workspace.read_file("lib/a.ex")) end)

-- outcome: failed
it("allows changes of a folder in which nothing changed", function() assert.workspace.only_changed("lib/**") end)

-- outcome: failed
it("allows no change at all", function() pcall(function() assert.workspace.only_changed{} end) end)

-- outcome: failed
it("says that a file that is not there does not contain a text", function()
  assert.workspace.not_file_contains("lib/b.ex", "TODO")
end)

-- outcome: failed
it("compares with what is no snapshot, in a pcall", function()
  pcall(function() assert.workspace.since({}).unchanged() end)
end)

-- outcome: failed
it("names a moment and then checks nothing since", function() assert.workspace.since(workspace.snapshot()) end)

-- outcome: failed
it("misspells whom it asks about, in a pcall", function()
  pcall(function() assert.workspace.was_not_read(".env", { agent = "writer" }) end)
end)

-- outcome: failed
it("forbids reading a secret that a search has shown", function()
  workspace.grep("SECRET")
  assert.workspace.was_not_read(".env")
end)

-- outcome: errored
it("misspells the kind of effect it counts", function()
  assert.equal(0, #workspace.effects{ kind = "writes" })
end)

-- outcome: failed
it("takes a change that was put back for one", function()
  workspace.write_file("lib/a.ex", "two")
  workspace.write_file("lib/a.ex", "one")
  assert.workspace.Not.unchanged("lib/**")
end)

-- outcome: failed
it("counts a deleted file as an unchanged one", function()
  workspace.delete("lib/a.ex")
  assert.workspace.unchanged("lib/**")
end)

-- outcome: errored
it("writes outside", function()
  workspace.write_file("../x", "")
  assert(true)
end)
