-- What a value is to be like: partly given tables, functions that decide, and `any`.
local rig = ...
local base = rig.base
local type, rawget = base.type, base.rawget

--- Anything but nil.
local any = base.setmetatable({}, { __name = "any", __metatable = "any", __tostring = function() return "any" end })
rig.any = any
rig.add_globals({ any = any })

local function found(path, wanted, value)
  return { path = path, wanted = wanted, value = value }
end

--- nil where the value is as the pattern asks; else the place of the first difference, what is wanted, and what is there.
local function mismatch(pattern, value, path)
  if base.rawequal(pattern, any) then return value == nil and found(path, pattern, value) or nil end
  if rig.is_callable(pattern) then return not pattern(value) and found(path, pattern, value) or nil end
  if type(pattern) == "table" and type(value) == "table" then
    for _, key in base.ipairs(rig.sorted_keys(pattern, 0)) do
      local wrong = mismatch(rawget(pattern, key), rawget(value, key), path .. rig.path_step(key))
      if wrong then return wrong end
    end
    return nil
  end
  return not rig.equal(pattern, value) and found(path, pattern, value) or nil
end

function rig.find_mismatch(pattern, value)
  return mismatch(pattern, value, "")
end

--- How many places of a pattern a value is not as it asks.
function rig.count_mismatches(pattern, value)
  local is_open = type(pattern) == "table" and type(value) == "table" and not rig.is_callable(pattern)
  if not is_open then return mismatch(pattern, value, "") and 1 or 0 end
  local count = 0
  for key, wanted in base.next, pattern do count = count + rig.count_mismatches(wanted, rawget(value, key)) end
  return count
end

--- A pattern as text on one line; `any` by its name.
function rig.show_pattern(pattern, width)
  if base.rawequal(pattern, any) then return "any" end
  if type(pattern) ~= "table" or rig.is_callable(pattern) then return rig.inspect_line(pattern, width) end
  local parts = {}
  for i, key in base.ipairs(rig.sorted_keys(pattern, 0)) do
    local name = type(key) == "string" and key .. " = " or ""
    parts[i] = name .. rig.show_pattern(rawget(pattern, key), width)
  end
  return #parts == 0 and "{}" or "{ " .. rig.table.concat(parts, ", ") .. " }"
end

--- One line that says what kept a value from matching.
function rig.show_mismatch(wrong)
  local wanted = rig.is_callable(wrong.wanted) and "is refused by its function" or
    "is not " .. rig.show_pattern(wrong.wanted, 80)
  local place = wrong.path == "" and "the whole" or rig.string.gsub(wrong.path, "^%.", "")
  return place .. " " .. wanted .. " but " .. rig.inspect_line(wrong.value, 80)
end
