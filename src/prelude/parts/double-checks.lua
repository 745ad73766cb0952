-- What `assert.spy(s)` can say of a double.
local rig = ...
rig.load_part("spies")
local base, table = rig.base, rig.table
local type, select = base.type, base.select
local inspect_line, pack, is_double = rig.inspect_line, rig.pack, rig.is_double
local any_accepted, record_of = rig.spies.any_accepted, rig.spies.record_of

local function take_subject(state, subject, ...)
  if not is_double(subject) then
    rig.misuse("assert.spy: a spy or a stub is expected, got " .. (select("#", ...) == 0 and type(subject) or inspect_line(subject, 60)))
  end
  state.payload = subject
end
rig.add_modifier("spy", take_subject)
rig.add_modifier("stub", take_subject)

--- What the double of a chain has noted.
local function noted_by(state, name)
  if not is_double(state.payload) then rig.misuse("assert." .. name .. ": write assert.spy(s)." .. name .. "(…)") end
  return record_of(state.payload)
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

local function want_count(name, wanted)
  rig.want("assert." .. name, "number", wanted)
  if not (wanted >= 0 and wanted % 1 == 0) then
    rig.misuse("assert." .. name .. ": a whole number from 0 on is expected, got " .. rig.inspect(wanted))
  end
end

--- A check of how often a spy was called.
local function add_count(name, optional, compare, what)
  rig.add_assertion({ name }, {
    count = optional and 0 or 1, note = 2, form = "was",
    holds = function(state, wanted)
      if wanted ~= nil or not optional then want_count(name, wanted) end
      local noted = noted_by(state, name)
      return compare(#noted.calls, wanted), noted
    end,
    fails = function(noted, wanted)
      local count = #noted.calls
      local message = "expected the spy to be called " .. what(wanted) .. "; it was called " .. times(count)
      return { message = message, actual = show_list(noted.calls) }
    end,
    fails_not = function(noted, wanted)
      local message = "expected the spy not to be called" .. (wanted and " " .. what(wanted) or "")
      return { message = message .. "; it was called " .. times(#noted.calls), actual = show_list(noted.calls) }
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
      local noted = noted_by(state, name)
      return any_accepted(pack(...), noted[list]), noted
    end,
    fails = function(noted, ...)
      return { message = "expected the spy " .. what, expected = show_values(pack(...)), actual = show_list(noted[list]) }
    end,
    fails_not = function(noted, ...)
      return { message = "expected the spy not " .. what .. " " .. show_values(pack(...)), actual = show_list(noted[list]) }
    end,
  })
end

add_values("called_with", "calls", "to have been called with these values")
add_values("returned_with", "returnvals", "to have returned these values")
