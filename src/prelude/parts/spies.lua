-- Spies: functions that note how they are called. What one has noted, and how it can be changed, is out of reach of the
-- script that is handed it: to that it is something to call.
local rig = ...
local base = rig.base
local type, setmetatable, rawget, rawset = base.type, base.setmetatable, base.rawget, base.rawset
local getmetatable, getinfo = rig.debug.getmetatable, rig.debug.getinfo
local raise, unpack, pack = rig.raise, rig.unpack, rig.pack

rig.load_part("matchers")
local accepts_value = rig.accepts_value

local spy_meta = { __name = "spy", __metatable = "spy" }

local function is_double(value)
  return type(value) == "table" and getmetatable(value) == spy_meta
end

-- Calls ------------------------------------------------------------------------------------------------------------

--- A copy through and through, so that what a caller changes later does not change what was noted.
local function copy_deeply(value, known)
  if type(value) ~= "table" or rig.is_matcher(value) or is_double(value) then return value end
  if known[value] then return known[value] end
  local copy = {}
  known[value] = copy
  for key, item in base.next, value do copy[copy_deeply(key, known)] = copy_deeply(item, known) end
  local meta = getmetatable(value)
  -- A finalizer must not get in by way of a copy.
  if meta == nil or rawget(meta, "__gc") ~= nil then return copy end
  return setmetatable(copy, meta)
end

local function note(...)
  local refs = pack(...)
  local known, vals = {}, { n = refs.n }
  for i = 1, refs.n do vals[i] = copy_deeply(refs[i], known) end
  return { refs = refs, vals = vals }
end

local function accepts_all(wanted, noted)
  if wanted.n ~= noted.vals.n then return false end
  for i = 1, wanted.n do
    if not accepts_value(wanted[i], noted.vals[i], noted.refs[i]) then return false end
  end
  return true
end

local function any_accepted(wanted, list)
  for _, noted in base.ipairs(list) do
    if accepts_all(wanted, noted) then return true end
  end
  return false
end

-- Records ----------------------------------------------------------------------------------------------------------

--- By spy: `calls` and `returnvals`; `callback`, which it calls; `target_table`, `target_key` and `original` where it stands in
--- a table's place; `words`, what else it can be asked; `handed`, the lists that were handed out.
local records = setmetatable({}, { __mode = "k" })
local spy_count = 0

local function record_of(spy)
  return records[spy]
end

function spy_meta.__call(self, ...)
  local record = records[self]
  local place = #record.calls + 1
  -- Noted first: values too deep to copy must not keep the call from being known.
  record.calls[place] = { refs = pack(...), vals = pack(...) }
  record.calls[place] = note(...)
  local results = pack(record.callback(...))
  record.returnvals[#record.returnvals + 1] = note(unpack(results, 1, results.n))
  return unpack(results, 1, results.n)
end

local methods = {}

function methods.clear(self)
  local record = records[self]
  record.calls, record.returnvals, record.handed = {}, {}, {}
  return self
end

--- Puts back what the spy stands in for.
function methods.revert(self)
  local record = records[self]
  if record.target_table and not record.reverted then
    record.reverted = true
    record.target_table[record.target_key] = record.original
  end
  if record.target_table or record.words.returns then return record.original end
  return record.callback
end

function methods.called(self, times)
  local count = #records[self].calls
  if times then return count == times, count end
  return count > 0, count
end

function methods.called_with(self, wanted) return any_accepted(wanted, records[self].calls) end
function methods.returned_with(self, wanted) return any_accepted(wanted, records[self].returnvals) end

-- Being looked at --------------------------------------------------------------------------------------------------

--- Whether a script under test, or code whose file nothing tells, is what asks.
local function is_asked_by_script()
  local level = 3
  while true do
    local info = getinfo(level, "S")
    if not info then return true end
    if info.what ~= "C" and not rig.is_prelude_source(info.source) then return not rig.is_own_source(info.source) end
    level = level + 1
  end
end

--- A list of what was noted, as a copy: the same one until there is more.
local function hand_out(record, name)
  local list, handed = record[name], record.handed[name]
  if not handed or #handed ~= #list then
    handed = copy_deeply(list, {})
    record.handed[name] = handed
  end
  return handed
end

local LISTS = { calls = true, returnvals = true }
local FIELDS = { callback = true, target_table = true, target_key = true, reverted = true }

function spy_meta.__index(self, key)
  if is_asked_by_script() then return nil end
  local record = records[self]
  if LISTS[key] then return hand_out(record, key) end
  if FIELDS[key] then return record[key] end
  return methods[key] or record.words[key]
end

--- A spy can be given fields, but none of those it has itself.
function spy_meta.__newindex(self, key, value)
  local is_own = LISTS[key] or FIELDS[key] or methods[key] or records[self].words[key] or key == "spy"
  if is_own then raise("spy: " .. key .. " cannot be written" .. (LISTS[key] and "; spy:clear() forgets what was noted" or "")) end
  rawset(self, key, value)
end

local function make_spy(callback)
  spy_count = spy_count + 1
  -- Its number makes that no two are the same to a comparison of content.
  local spy = rig.guard_writes(setmetatable({ spy = spy_count }, spy_meta))
  records[spy] = { calls = {}, returnvals = {}, callback = callback, words = {}, handed = {} }
  return spy
end

--- Those that stand in a table's place, in the order in which they were put there.
local placed = {}

--- Puts a double in a table's place.
local function place(double, target, key)
  local record = records[double]
  record.target_table, record.target_key, record.original = target, key, target[key]
  target[key] = double
  placed[#placed + 1] = double
  return double
end

--- A spy as text, for failures.
function rig.show_double(spy)
  local count = #records[spy].calls
  return "spy (called " .. (count == 1 and "once" or count .. " times") .. ")"
end

rig.is_double = is_double
rig.spies = {
  make = make_spy, place = place, placed = placed, record_of = record_of, methods = methods, note = note,
  accepts_all = accepts_all, any_accepted = any_accepted,
  copy_deeply = function(value) return copy_deeply(value, {}) end,
}
