-- Scripts whose sources count what runs in them. The host reads the counts out of the VM's memory.
local rig = ...
local base = rig.base
local load, rawset, setmetatable, tonumber = base.load, base.rawset, base.setmetatable, base.tonumber
local format = rig.string.format
local note_counters = rig.host("source.counters")

--- Chunks of counting sources: they are functions of another chunk.
rig.counting_chunks = setmetatable({}, { __mode = "k" })
--- Tables of counters. They are kept for as long as the VM lives: the host knows them by their addresses.
rig.counter_tables = {}

--- A flag is asked for where something happens, and is only nil the first time.
local flags_meta = {
  __index = function(counters, slot)
    rawset(counters, slot, 1)
    return true
  end,
}

--- By file: what is loaded several times counts on.
local counters_of = {}

--- The table of a file's counters, with room for all of them: it never moves.
local function open_counters(path, counter_count, flag_count)
  local known = counters_of[path]
  if known then return known end
  local counters = {}
  for slot = 1, counter_count + flag_count do counters[slot] = 0 end
  for slot = counter_count + 1, counter_count + flag_count do counters[slot] = nil end
  counters_of[path], rig.counter_tables[counters] = counters, true
  note_counters(path, tonumber(format("%p", counters)))
  return setmetatable(counters, flags_meta)
end

--- The chunk of a source with counters in it; nil where it has become too large for Lua, which the host is told.
function rig.compile_counting(path, counting, env, counter_count, flag_count)
  local make, problem = load(counting, "@" .. path, "t", env)
  if not make then
    note_counters(path, problem)
    return nil
  end
  local chunk = make(open_counters(path, counter_count, flag_count))
  rig.counting_chunks[chunk] = true
  return chunk
end
