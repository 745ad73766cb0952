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

--- A table with room for all counters, which never moves.
local function make_counters(counter_count, flag_count)
  local counters = {}
  for slot = 1, counter_count + flag_count do counters[slot] = 0 end
  for slot = counter_count + 1, counter_count + flag_count do counters[slot] = nil end
  return setmetatable(counters, flags_meta)
end

--- The chunk of a source with counters in it; nil where it has become too large for Lua, which the host is told.
function rig.compile_counting(path, counting, env, counter_count, flag_count)
  local make, problem = load(counting, "@" .. path, "t", env)
  if not make then
    note_counters(path, problem)
    return nil
  end
  local counters = make_counters(counter_count, flag_count)
  rig.counter_tables[counters] = true
  note_counters(path, tonumber(format("%p", counters)))
  local chunk = make(counters)
  rig.counting_chunks[chunk] = true
  return chunk
end
