-- Chunks that count the steps they take, so that no call of a rule goes on for ever; where a call is to be explained, the lines
-- they run too.
local rig = ...
local base, host = rig.base, rig.host
local type, real_load, ipairs, error = base.type, base.load, base.ipairs, base.error
local raise = rig.raise

local budget = rig.settings.budget
local count_source, note_place = host("source.count"), host("source.placed")
local rawset, setmetatable, tonumber = base.rawset, base.setmetatable, base.tonumber
local format, move = rig.string.format, rig.table.move
-- What is left of the budget, and what is called when nothing is.
local steps = { budget }

local MESSAGE = budget and "used up its budget of " .. budget .. " steps"

-- Called by what counts, in the function that is to stop.
steps[2] = function() error(MESSAGE, 2) end

--- The counters of each file that counts its lines, with the number by which the host knows it.
local counted = {}

--- A flag is asked for where something happens, and is only nil the first time.
local flags_meta = {
  __index = function(counters, slot)
    rawset(counters, slot, 1)
    return true
  end,
}

--- A table with room for all counters and flags, which never moves: the host may read it where it lies.
local function add_counters(number, count, flags)
  local counters = {}
  for i = 1, count + flags do counters[i] = 0 end
  for i = count + 1, count + flags do counters[i] = nil end
  counted[#counted + 1] = { number = number, counters = counters, count = count }
  if rig.settings.is_covered then note_place(number, tonumber(format("%p", counters))) end
  return setmetatable(counters, flags_meta)
end

if budget or rig.settings.is_explained or rig.settings.is_covered then
  function rig.load_text(source, name, env)
    -- What does not compile is told as it was written.
    local plain, problem = real_load(source, name, "t", env)
    if not plain then return nil, problem end
    -- To put the counters in takes time that grows with the text.
    if budget then
      steps[1] = steps[1] - #source
      if steps[1] < 0 then raise(MESSAGE) end
    end
    local text, number, count, flags = count_source(source, type(name) == "string" and name or "")
    local make, why = real_load(text, name, "t", env)
    if not make then return nil, why .. " (with the steps counted)" end
    return make(count > 0 and add_counters(number, count, flags), steps)
  end
end

if budget then
  --- Gives a function that has the whole budget each time it is called.
  function rig.bounded(f)
    return function(context)
      steps[1] = budget
      local result = f(context)
      -- A rule may have caught what told it to stop.
      if steps[1] < 0 then raise(MESSAGE) end
      return result
    end
  end
else
  function rig.bounded(f) return f end
end

--- Begins to count lines anew.
function rig.clear_counts()
  for _, each in ipairs(counted) do
    for i = 1, each.count do each.counters[i] = 0 end
  end
end

--- How often each line was run, by the numbers of the files.
function rig.read_counts()
  local read = {}
  for i, each in ipairs(counted) do
    read[i] = { number = each.number, counters = move(each.counters, 1, each.count, 1, {}) }
  end
  return read
end
