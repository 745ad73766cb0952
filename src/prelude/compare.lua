-- Deep equality, with the path of the first difference.
local rig = ...
local base = rig.base
local type, next, rawget, rawequal, rawlen = base.type, base.next, base.rawget, base.rawequal, base.rawlen
local getmetatable = rig.debug.getmetatable
local path_step, copy, raise = rig.path_step, rig.copy, rig.raise

-- Lua's own stack ends at some 40000 tables; its error would be slow to tell.
local MAX_DEPTH = 10000
-- Steps of a path that are shown.
local MAX_STEPS = 32

local equal

local function equal_entries(a, b, seen, depth)
  for key, value in next, a do
    if not equal(value, rawget(b, key), seen, depth + 1) then return false end
  end
  for key in next, b do
    if rawget(a, key) == nil then return false end
  end
  return true
end

--- Whether two tables have an `__eq` in common that is to be asked.
local function share_eq(a, b)
  local meta = getmetatable(a)
  return meta and rawequal(meta, getmetatable(b)) and rawget(meta, "__eq") ~= nil
end

--- Raw: a script under test that gives its tables an `__eq` has no say in what is the same as they, unless luassert's way
--- was asked for.
function equal(a, b, seen, depth)
  if rawequal(a, b) then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  if rig.is_for_busted and share_eq(a, b) then return a == b end
  if depth > MAX_DEPTH then raise("tables nested deeper than " .. MAX_DEPTH .. " cannot be compared") end
  -- A pair that is being compared already is the same as far as it is known.
  local partners = seen[a]
  if not partners then
    partners = {}
    seen[a] = partners
  end
  if partners[b] then return true end
  partners[b] = true
  return equal_entries(a, b, seen, depth)
end

--- The first key of two tables whose values differ: list items first, then in the order in which `inspect` shows keys.
local function first_key(a, b)
  local length = rawlen(a)
  for i = 1, length do
    if not equal(rawget(a, i), rawget(b, i), {}, 1) then return i end
  end
  local both = copy(b)
  for key, value in next, a do both[key] = value end
  for _, key in base.ipairs(rig.sorted_keys(both, length)) do
    if not equal(rawget(a, key), rawget(b, key), {}, 1) then return key end
  end
end

--- Where two values that are not the same differ first.
local function difference_path(a, b)
  local path = ""
  for _ = 1, MAX_STEPS do
    if type(a) ~= "table" or type(b) ~= "table" then return path end
    local key = first_key(a, b)
    path = path .. path_step(key)
    a, b = rawget(a, key), rawget(b, key)
  end
  return path .. "…"
end

--- Whether two values are the same through and through.
function rig.equal(a, b)
  return equal(a, b, {}, 1)
end

--- The same; if not, the path of the first difference.
function rig.same(a, b)
  if equal(a, b, {}, 1) then return true, "" end
  return false, difference_path(a, b)
end
