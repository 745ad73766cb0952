-- What `assert.spy(s)` can say of a double.
local rig = ...
local base, table = rig.base, rig.table
local type, select = base.type, base.select
local inspect_line, pack, is_double, any_accepted = rig.inspect_line, rig.pack, rig.is_double, rig.any_accepted

local function take_subject(state, subject, ...)
  if not is_double(subject) then
    rig.misuse("assert.spy: a spy or a stub is expected, got " .. (select("#", ...) == 0 and type(subject) or inspect_line(subject, 60)))
  end
  state.subject = subject
end
rig.add_modifier("spy", take_subject)
rig.add_modifier("stub", take_subject)

local function subject_of(state, name)
  if state.subject == nil then rig.misuse("assert." .. name .. ": write assert.spy(s)." .. name .. "(…)") end
  return state.subject
end

local MAX_SHOWN = 10

local function show_values(values)
  local shown = {}
  for i = 1, values.n do
    shown[i] = rig.is_matcher(values[i]) and rig.show_matcher(values[i]) or inspect_line(values[i], 200)
  end
  return "(" .. table.concat(shown, ", ") .. ")"
end

--- The noted calls or results as lines.
local function show_list(list)
  if #list == 0 then return "(none)" end
  local lines = {}
  for i = 1, rig.math.min(#list, MAX_SHOWN) do lines[i] = i .. ". " .. show_values(list[i].vals) end
  if #list > MAX_SHOWN then lines[#lines + 1] = "… and " .. #list - MAX_SHOWN .. " more" end
  return table.concat(lines, "\n")
end

local function times(count)
  return count == 1 and "once" or count .. " times"
end

--- A check of how often a spy was called.
local function add_count(name, optional, compare, what)
  rig.add_assertion({ name }, {
    count = optional and 0 or 1, note = 2, form = "was",
    holds = function(state, wanted)
      if wanted ~= nil or not optional then rig.want("assert." .. name, "number", wanted) end
      local subject = subject_of(state, name)
      return compare(#subject.calls, wanted), subject
    end,
    fails = function(subject, wanted)
      local count = #subject.calls
      local message = "expected the spy to be called " .. what(wanted) .. "; it was called " .. times(count)
      return { message = message, actual = show_list(subject.calls) }
    end,
    fails_not = function(subject, wanted)
      local message = "expected the spy not to be called" .. (wanted and " " .. what(wanted) or "")
      return { message = message .. "; it was called " .. times(#subject.calls), actual = show_list(subject.calls) }
    end,
  })
end

add_count("called", true, function(count, wanted) return wanted and count == wanted or not wanted and count > 0 end,
  function(wanted) return wanted and times(wanted) or "at all" end)
add_count("called_at_least", false, function(count, wanted) return count >= wanted end,
  function(wanted) return "at least " .. times(wanted) end)
add_count("called_at_most", false, function(count, wanted) return count <= wanted end,
  function(wanted) return "at most " .. times(wanted) end)
add_count("called_more_than", false, function(count, wanted) return count > wanted end,
  function(wanted) return "more than " .. times(wanted) end)
add_count("called_less_than", false, function(count, wanted) return count < wanted end,
  function(wanted) return "less than " .. times(wanted) end)

--- A check of what a spy was called with, or returned.
local function add_values(name, list, what)
  rig.add_assertion({ name }, {
    count = 0, form = "was", note = function() end,
    holds = function(state, ...)
      local subject = subject_of(state, name)
      return any_accepted(pack(...), subject[list]), subject
    end,
    fails = function(subject, ...)
      return { message = "expected the spy " .. what, expected = show_values(pack(...)), actual = show_list(subject[list]) }
    end,
    fails_not = function(subject, ...)
      return { message = "expected the spy not " .. what .. " " .. show_values(pack(...)), actual = show_list(subject[list]) }
    end,
  })
end

add_values("called_with", "calls", "to have been called with these values")
add_values("returned_with", "returnvals", "to have returned these values")
