-- Rules as a host in production calls them: each in an environment of its own, with nothing of a scenario around it.
local rig = ...
local pcall = rig.base.pcall

-- What loops over rules are made of; the host knows them by these numbers.
rig.functions[1] = rig.begin_task
local list_marks = rig.list_marks
rig.functions[2] = function()
  local list = {}
  list_marks[list] = true
  return list
end

--- Loads a rule, and leaves its function where the host finds it under `number`. Gives nothing, or why it does not load.
function rig.entries.load_rule(number, name, entry)
  local ok, problem = pcall(function()
    rig.functions[number] = rig.entry_of(rig.load_script(name, "rule"), entry)
  end)
  if ok then return nil end
  return rig.base.type(problem) == "string" and problem or "the rule raised an error that is not a text"
end
