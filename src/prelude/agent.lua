-- Agent: what it does is a part of the prelude, which comes with the first source that names it.
local rig = ...

--- The name of an agent; nil of any other value. The part that makes agents knows them.
function rig.agent_name() return nil end

function rig.native_bindings.Agent(half)
  if half ~= "control" then return nil end
  return {
    new = function(name, options)
      rig.load_part("agent")
      return rig.new_agent(name, options)
    end,
  }
end
