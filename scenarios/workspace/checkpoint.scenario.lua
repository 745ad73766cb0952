-- Disks that are full, read-only or late: what a script makes of them is scripted file by file.

describe("progress in a file", function()
  local checkpoint = script.load("checkpoint")

  before_each(function()
    workspace.use{ ["state/progress.json"] = '{"step":1}', ["log/a.log"] = "began", ["log/b.log"] = "went on" }
  end)

  local function step_on_disk()
    return json.decode(workspace.read_file("state/progress.json")).step
  end

  it("takes the place of the last one when it is whole", function()
    assert.is_true(checkpoint.save{ step = 2 })
    assert.workspace.diff_equals{ ["state/progress.json"] = '{"step":2}' }
    assert.trajectory():in_order(
      { "workspace.write_file", path = "state/progress.json.next" }, "workspace.delete", "workspace.move")
  end)

  it("begins where there was none", function()
    workspace.delete("state/progress.json")
    assert.is_true(checkpoint.save{ step = 1 })
    assert.equal(1, step_on_disk())
  end)

  it("tells why it could not even begin, where the folder is read-only", function()
    workspace.on("state/**"):read_only()
    local saved, why = checkpoint.save{ step = 2 }
    assert.is_nil(saved)
    assert.contains(why, "read-only")
    assert.equal(1, step_on_disk())
  end)

  it("stays as it was on a disk that is full, and nothing half written is left", function()
    workspace.on("state/**"):disk_full(4)
    local saved, why = checkpoint.save{ step = 2 }
    assert.is_nil(saved)
    assert.contains(why, "no space left on the disk")
    assert.workspace.unchanged()
    assert.equal(4, workspace.effects{ failed = true }[1].bytes)
  end)

  it("can be saved as soon as there is room again", function()
    workspace.on("state/**"):disk_full():times(2)
    for _ = 1, 2 do assert.is_nil(checkpoint.save{ step = 2 }) end
    assert.is_true(checkpoint.save{ step = 2 })
    assert.equal(2, step_on_disk())
  end)

  it("is asked for again while the disk shows an older one, which costs virtual time only", function()
    checkpoint.save{ step = 2 }
    workspace.write_file("state/progress.json", '{"step":3}')
    workspace.on("state/progress.json"):stale():times(2)
    local state
    assert.latency_below(function() state = checkpoint.load(3) end, 1000)
    assert.equal(3, state.step)
    assert.trajectory():includes({ "log.warn", fields = { step = 2, try = 2 } })
  end)

  it("is given up when it stays old", function()
    workspace.write_file("state/progress.json", '{"step":2}')
    workspace.on("state/progress.json"):stale():times(3)
    assert.has_error(function() checkpoint.load(2) end, "no progress from step 2 on")
  end)

  it("comes with the logs that are left, where one goes away between listing and reading", function()
    workspace.on("log/a.log"):missing():times(1)
    assert.same({ "log/b.log: went on" }, checkpoint.collect_logs())
  end)
end)
