-- Deep equality as luassert has it, for ported specs: `__index` and, below the top, `__eq` have their say.
local rig = ...
local base = rig.base
local type, next, rawget, rawequal = base.type, base.next, base.rawget, base.rawequal
local getmetatable = rig.debug.getmetatable

local compare

--- Whether the entries of a are those of b. `seen` holds the pairs of tables that are being, or have been, compared.
local function compare_entries(a, b, seen)
  for key, value in next, a do
    local other = b[key]
    if other == nil or not compare(value, other, false, seen) then return false end
  end
  for key in next, b do
    if a[key] == nil then return false end
  end
  return true
end

--- luassert's `util.deepcompare`: at the top `__eq` is not asked, so that two objects are compared by what they hold.
function compare(a, b, is_top, seen)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  local meta = getmetatable(a)
  if meta and rawequal(meta, getmetatable(b)) and rawget(meta, "__eq") ~= nil then
    if not is_top then return a == b end
  elseif rawequal(a, b) then
    return true
  end
  local partners = seen[a] or {}
  if partners[b] then return true end
  seen[a], partners[b] = partners, true
  return compare_entries(a, b, seen)
end

function rig.equal(a, b) return compare(a, b, false, {}) end
function rig.is_same(a, b) return compare(a, b, true, {}) end
