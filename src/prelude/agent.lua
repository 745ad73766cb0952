-- Agent: what it does is a part of the prelude, which comes with the first source that names it.
local rig = ...

function rig.native_bindings.Agent(half)
  if half ~= "control" then return nil end
  return {
    new = function(name, options)
      rig.load_part("agent")
      return rig.new_agent(name, options)
    end,
  }
end
