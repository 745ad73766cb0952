-- `trajectory(x)`: what an agent, a task, a function or the whole scenario did, call by call.
local rig = ...
rig.load_part("subjects")
rig.load_part("steps")
local base = rig.base
local ipairs, format, concat, misuse = base.ipairs, rig.string.format, rig.table.concat, rig.misuse

local list_steps = rig.host("journal.steps")

local MAX_SHOWN, TAIL = 40, 10
-- Text -------------------------------------------------------------------------------------------------------------

local function show_step(step, number, mark)
  local place = step.place and " (" .. step.place .. ")" or ""
  return format("%3d %s %s: %s%s", number, mark, step.name, step.text, place)
end

--- All steps with their marks; of very many the first and the last.
local function show_steps(found)
  local steps, lines = found.steps, {}
  if #steps == 0 then return "no calls" end
  for number, step in ipairs(steps) do
    if #steps <= MAX_SHOWN or number <= MAX_SHOWN - TAIL or number > #steps - TAIL then
      lines[#lines + 1] = show_step(step, number, found.marks[number] or "·")
    elseif number == MAX_SHOWN - TAIL + 1 then
      lines[#lines + 1] = format("    … %d more", #steps - MAX_SHOWN)
    end
  end
  return concat(lines, "\n")
end

--- Why no step is left for a pattern: the nearest is the call it names that differs in the fewest places.
local function explain_missing(found, pattern)
  local nearest, fewest
  for number, step in ipairs(found.steps) do
    local differing = rig.is_named_step(pattern, step) and rig.count_mismatches(pattern.fields, step.fields)
    if differing and (not fewest or differing < fewest) then nearest, fewest = number, differing end
  end
  if not nearest then return ": there is no such call" end
  if fewest == 0 then return format(": call %d is one, but not here", nearest) end
  local wrong = rig.find_mismatch(pattern.fields, found.steps[nearest].fields)
  return format(": call %d is nearest, %s", nearest, rig.show_mismatch(wrong))
end

local function show_patterns(found)
  local lines = {}
  for i, pattern in ipairs(found.patterns) do
    local at = found.step_of[i]
    lines[i] = at and format("  ✓ %s: call %d", pattern.shown, at)
      or format("  ✗ %s%s", pattern.shown, explain_missing(found, pattern))
  end
  return #lines == 0 and "  no calls" or concat(lines, "\n")
end

local function describe(found, headline)
  return { message = headline .. "\n" .. show_patterns(found), actual = show_steps(found) }
end

-- Checks -----------------------------------------------------------------------------------------------------------

--- The fields that patterns look at; nil where a function may look at any.
local function fields_of(patterns)
  local names = {}
  for _, pattern in ipairs(patterns) do
    if base.type(pattern.fields) ~= "table" then return nil end
    for name in base.next, pattern.fields do names[#names + 1] = name end
  end
  return names
end

--- Reads patterns and the steps that may match them.
local function look(trajectory, ...)
  local patterns, kinds = {}, {}
  for i, given in ipairs(rig.pack(...)) do
    patterns[i] = rig.read_step_pattern(given)
    kinds[i] = patterns[i].kind or ""
  end
  if #patterns < base.select("#", ...) then misuse("assert.trajectory: a pattern is nil") end
  local steps = list_steps(trajectory.subject.where, kinds, fields_of(patterns))
  return { title = trajectory.subject.title, patterns = patterns, steps = steps, rows = rig.compare_steps(patterns, steps) }
end

--- Pairs, and marks what was paired and, with `extra`, what was not.
local function pair(found, way, extra)
  found.step_of, found.marks, found.paired = way(found.rows, #found.steps), {}, 0
  for number in ipairs(found.steps) do found.marks[number] = extra end
  for i in ipairs(found.patterns) do
    local at = found.step_of[i]
    if at then
      found.marks[at] = "✓"
      found.paired = found.paired + 1
    end
  end
  return found
end

local function need_patterns(name, ...)
  if base.select("#", ...) == 0 then misuse("trajectory:" .. name .. ": at least one call is expected") end
end

local function count(number, word)
  return format("%d %s%s", number, word, number == 1 and "" or "s")
end

local methods = {}

methods.exactly = {
  holds = function(_, trajectory, ...)
    local found = pair(look(trajectory, ...), rig.pair_in_order, "✗")
    return found.paired == #found.patterns and #found.steps == #found.patterns, found
  end,
  fails = function(found)
    local wanted, came = count(#found.patterns, "call"), #found.steps
    return describe(found, format("%s: expected exactly %s, in this order; %d came", found.title, wanted, came))
  end,
  fails_not = function(found) return describe(found, found.title .. ": expected anything but exactly") end,
}

local function make_including(name, way, order)
  methods[name] = {
    holds = function(_, trajectory, ...)
      need_patterns(name, ...)
      local found = pair(look(trajectory, ...), way)
      return found.paired == #found.patterns, found
    end,
    fails = function(found)
      local missing = count(#found.patterns - found.paired, "call")
      return describe(found, format("%s: %s of %d missing%s", found.title, missing, #found.patterns, order))
    end,
    fails_not = function(found) return describe(found, found.title .. ": expected not all of these" .. order) end,
  }
end
make_including("includes", rig.pair_freely, "")
make_including("in_order", rig.pair_in_order, ", in this order")

--- Marks each step that one of the patterns matches.
local function mark_unwanted(found)
  found.marks, found.step_of, found.unwanted = {}, {}, 0
  for number in ipairs(found.steps) do
    for i in ipairs(found.patterns) do
      if found.rows[i][number] and not found.marks[number] then
        found.marks[number], found.unwanted = "✗", found.unwanted + 1
        found.unwanted_shown = found.unwanted_shown or found.patterns[i].shown
      end
    end
  end
  return found
end

methods.never = {
  holds = function(_, trajectory, ...)
    need_patterns("never", ...)
    local found = mark_unwanted(look(trajectory, ...))
    return found.unwanted == 0, found
  end,
  fails = function(found)
    local message = "%s: expected never %s; %s came"
    local unwanted = count(found.unwanted, "such call")
    return { message = format(message, found.title, found.unwanted_shown, unwanted), actual = show_steps(found) }
  end,
  fails_not = function(found)
    return { message = found.title .. ": expected at least one such call", actual = show_steps(found) }
  end,
}

local Trajectory = rig.note_check({ __name = "trajectory", __metatable = "trajectory" })
Trajectory.__index = rig.refuse_other_checks("trajectory", Trajectory)

for name, check in base.pairs(methods) do
  check.count, check.shown, check.shown_not = 1, "trajectory:" .. name, "not_trajectory:" .. name
  check.note = function() end
  check.gives = function() end
  Trajectory[name] = function(self, ...)
    if base.rawequal(rig.debug.getmetatable(self), Trajectory) then
      rig.run_check(check, self.state, self, ...)
      return self
    end
    misuse("trajectory:" .. name .. ": is called with a colon, on what assert.trajectory gives")
  end
end

rig.add_modifier("trajectory", function(state, ...)
  local all = { title = "the scenario", where = {} }
  local subject = base.select("#", ...) == 0 and all or rig.read_doer("assert.trajectory", (...))
  return base.setmetatable({ state = state, subject = subject }, Trajectory)
end)
