-- Deep equality, with the path of the first difference.
local rig = ...
local base = rig.base
local type, next, rawget, rawequal, rawlen = base.type, base.next, base.rawget, base.rawequal, base.rawlen
local path_step, copy, raise = rig.path_step, rig.copy, rig.raise

-- Lua's own stack ends at some 40000 tables; its error would be slow to tell.
local MAX_DEPTH = 10000
-- Steps of a path that are shown.
local MAX_STEPS = 32

local equal

local function equal_entries(a, b, seen, depth)
  local more = 0
  for key, value in next, a do
    local other = rawget(b, key)
    if not rawequal(value, other) and not equal(value, other, seen, depth + 1) then return false end
    more = more + 1
  end
  -- All keys of a are in b; so many others may not be there.
  for _ in next, b do more = more - 1 end
  return more == 0
end

--- Raw: a script under test that gives its tables an `__eq` has no say in what is the same as they.
function equal(a, b, seen, depth)
  if rawequal(a, b) then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  if depth > MAX_DEPTH then raise("tables nested deeper than " .. MAX_DEPTH .. " cannot be compared") end
  -- A pair that is being compared already is the same as far as it is known.
  local partner = seen[a]
  if partner == nil then
    seen[a] = b
  elseif rawequal(partner, b) then
    return true
  else
    -- One table against several is rare, and gets a list of its own.
    local partners = seen.more and seen.more[a] or {}
    if partners[b] then return true end
    partners[b] = true
    seen.more = seen.more or {}
    seen.more[a] = partners
  end
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
    -- What is told apart by a metamethod has no other place.
    if key == nil then return path end
    path = path .. path_step(key)
    a, b = rawget(a, key), rawget(b, key)
  end
  return path .. "…"
end

--- Whether two values are the same through and through.
function rig.equal(a, b)
  return equal(a, b, {}, 1)
end

--- The same for two values that a check compares, which luassert's way makes another question.
rig.is_same = rig.equal

--- The same; if not, the path of the first difference.
function rig.same(a, b)
  if rig.is_same(a, b) then return true, "" end
  return false, difference_path(a, b)
end
