-- Deep equality, with the path of the first difference.
local rig = ...
local base, math = rig.base, rig.math
local type, next, rawget, rawequal, rawlen = base.type, base.next, base.rawget, base.rawequal, base.rawlen
local math_type = math.type
local path_step = rig.path_step

local compare

--- The first key of `a` (list items first, then as the tables hold them) whose values differ.
local function compare_entries(a, b, seen)
  local length = rawlen(a)
  for i = 1, length do
    local ok, path = compare(rawget(a, i), rawget(b, i), seen)
    if not ok then return false, path_step(i) .. path end
  end
  for key, value in next, a do
    if not (math_type(key) == "integer" and key >= 1 and key <= length) then
      local ok, path = compare(value, rawget(b, key), seen)
      if not ok then return false, path_step(key) .. path end
    end
  end
  for key in next, b do
    if rawget(a, key) == nil then return false, path_step(key) end
  end
  return true, ""
end

function compare(a, b, seen)
  if rawequal(a, b) or a == b then return true, "" end
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
