-- Faults that a scenario scripts for files, and the moments it keeps of them.
local rig = ...
local setmetatable, host = rig.base.setmetatable, rig.host

local add_fault, set_fault = host("workspace.add_fault"), host("workspace.set_fault")
local limit_fault, optional_fault = host("workspace.limit_fault"), host("workspace.optional_fault")

local Fault = { __name = "workspace fault" }
Fault.__index = Fault

for _, kind in rig.base.ipairs({ "read_only", "missing", "disk_full", "stale", "fails" }) do
  Fault[kind] = function(self, value)
    set_fault(self.id, kind, value)
    return self
  end
end

function Fault:times(count)
  limit_fault(self.id, count)
  return self
end

function Fault:optional()
  optional_fault(self.id)
  return self
end

rig.refuse_unknown("workspace fault", Fault)

function rig.workspace_on(files)
  return setmetatable({ id = add_fault(files) }, Fault)
end

local keep_moment, restore = host("workspace.keep_moment"), host("workspace.restore_moment")
local changes, diff, files = host("workspace.moment_changes"), host("workspace.moment_diff"), host("workspace.moment_files")

local Snapshot = { __name = "workspace snapshot" }
Snapshot.__index = Snapshot

function Snapshot:changes(globs) return changes(self.id, globs) end

function Snapshot:diff(globs) return diff(self.id, globs) end

function Snapshot:files(globs) return files(self.id, globs) end

function Snapshot:restore() restore(self.id) end

rig.refuse_unknown("workspace snapshot", Snapshot)

function rig.workspace_snapshot()
  return setmetatable({ id = keep_moment() }, Snapshot)
end
