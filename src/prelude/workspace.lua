-- workspace: what of it needs Lua comes with the first call.
local rig = ...

--- A function of a part of the prelude, which is loaded when it is first called.
local function late(part, name)
  return function(...)
    rig.load_part(part)
    return rig[name](...)
  end
end

function rig.binding_additions.workspace(workspace, half)
  workspace.grep = late("grep", "grep")
  if half == "control" then
    workspace.on = late("workspace-control", "workspace_on")
    workspace.snapshot = late("workspace-control", "workspace_snapshot")
  end
end
