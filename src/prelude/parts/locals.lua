-- What the innermost of the user's functions knew when something failed in it. Raw looks only, and short ones: this runs
-- in the middle of a failure, and what it looks at may be hostile.
local rig = ...
local debug = rig.debug
local type, find = rig.base.type, rig.string.find
local getinfo, getlocal, getupvalue = debug.getinfo, debug.getlocal, debug.getupvalue

local MAX_LOCALS, MAX_NAME, MAX_VALUE = 20, 60, 100
-- Values within one value that are looked at.
local NODES = 80
-- More than any function has.
local MOST_SLOTS = 300

--- Adds a variable; one of the same name that came before is hidden by it.
local function add(list, places, name, value)
  if not find(name, "^[%a_]") or name == "_ENV" or (value ~= nil and rig.counter_tables and rig.counter_tables[value]) then return end
  if places[name] then list[places[name]] = false end
  list[#list + 1] = type(value) ~= "function" and { name = name, value = value } or false
  places[name] = #list
end

local function read_locals(level, list, places)
  for i = 1, MOST_SLOTS do
    local name, value = getlocal(level + 1, i)
    if not name then return end
    add(list, places, name, value)
  end
end

--- Of the functions around, what this one uses; its own variables hide those of the same name.
local function read_upvalues(fn, list, places)
  for i = 1, MOST_SLOTS do
    local name, value = getupvalue(fn, i)
    if not name then return end
    if not places[name] then add(list, places, name, value) end
  end
end

local function show(list)
  local shown, hidden = {}, 0
  for i = 1, #list do
    local variable = list[i]
    if variable and #shown < MAX_LOCALS then
      local value = rig.one_line(rig.inspect_short(variable.value, NODES), MAX_VALUE)
      shown[#shown + 1] = { name = rig.bounded(variable.name, MAX_NAME), value = value }
    elseif variable then
      hidden = hidden + 1
    end
  end
  return #shown > 0 and { values = shown, hidden = hidden } or nil
end

--- The variables of the innermost user function on the stack, its own first, each with its value on one line; functions
--- and temporaries are left out. `hidden` counts those that are too many. nil where there is nothing to show.
function rig.failing_locals()
  local level, info = 1, nil
  repeat
    level = level + 1
    info = getinfo(level, "Sf")
  until not info or rig.is_user_source(info.source)
  if not info then return nil end
  local list, places = {}, {}
  read_locals(level, list, places)
  read_upvalues(info.func, list, places)
  return show(list)
end

rig.count_entries = rig.host("journal.count")
