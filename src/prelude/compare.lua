-- Deep equality, with the path of the first difference.
local rig = ...
local base, math = rig.base, rig.math
local type, next, rawget, rawequal, rawlen = base.type, base.next, base.rawget, base.rawequal, base.rawlen
local math_type = math.type
local path_step = rig.path_step

local copy = rig.copy
local compare, first_difference

--- The first key of `a` (list items first, then as the tables hold them) whose values differ.
local function compare_entries(a, b, seen)
  local length = rawlen(a)
  for i = 1, length do
    local ok, path = compare(rawget(a, i), rawget(b, i), seen)
    if not ok then return false, path_step(i) .. path end
  end
  for key, value in next, a do
    local is_listed = math_type(key) == "integer" and key >= 1 and key <= length
    if not is_listed and not compare(value, rawget(b, key), seen) then return false, first_difference(a, b) end
  end
  for key in next, b do
    if rawget(a, key) == nil then return false, first_difference(a, b) end
  end
  return true, ""
end

--- The path of the first named key that differs, in the order in which `inspect` shows keys.
function first_difference(a, b)
  local both = copy(b)
  for key, value in next, a do both[key] = value end
  for _, key in base.ipairs(rig.sorted_keys(both, rawlen(a))) do
    local ok, path = compare(rawget(a, key), rawget(b, key), {})
    if not ok then return path_step(key) .. path end
  end
end

function compare(a, b, seen)
  -- Raw: a script under test that gives its tables an `__eq` has no say in what is the same as they.
  if rawequal(a, b) then return true, "" end
  if type(a) ~= "table" or type(b) ~= "table" then return false, "" end
  -- A pair that is being compared already is the same as far as it is known.
  local partners = seen[a]
  if not partners then
    partners = {}
    seen[a] = partners
  end
  if partners[b] then return true, "" end
  partners[b] = true
  return compare_entries(a, b, seen)
end

--- Whether two values are the same through and through; if not, the path of the first difference.
function rig.same(a, b)
  return compare(a, b, {})
end
