-- The context of a call that is to be explained: tables that look like it, and tell what is read of it.
local rig = ...
local base = rig.base
local type, next, setmetatable = base.type, base.next, base.setmetatable
local math_type, format = rig.math.type, rig.string.format

local function step_to(key)
  -- As the host counts: a list's first item is [0].
  if math_type(key) == "integer" then return "[" .. key - 1 .. "]" end
  if type(key) == "string" and rig.string.find(key, "^[%a_][%w_]*$") then return "." .. key end
  return "[" .. format("%q", rig.tostring(key)) .. "]"
end

--- Puts what they stand for in the place of all tables that `originals` knows, in a value and below it.
local function reveal(value, originals, seen)
  if type(value) ~= "table" then return value end
  value = originals[value] or value
  if seen[value] then return value end
  seen[value] = true
  for key, item in next, value do
    if type(item) == "table" then base.rawset(value, key, reveal(item, originals, seen)) end
  end
  return value
end

--- What looks at contexts, one after another: `watch(context)` gives what looks like it, `reads()` what was read by then, `reveal`
--- undoes `watch` in a result, and `wrap` in what a function is given; `forget` begins anew; `globals` are the functions of scripts
--- that would see the difference.
function rig.make_observer()
  local reads, known, originals, stand_ins, paths
  local meta = {}

  local function forget()
    reads, known, originals, stand_ins, paths = {}, {}, {}, {}, {}
  end

  local function note(path, value, size)
    local id = size and path .. "#" or path
    if known[id] then return end
    known[id] = true
    local read = { path = path, size = size, isTable = type(value) == "table" }
    if not read.isTable then read.value = value end
    reads[#reads + 1] = read
  end

  local function watch(value, path)
    if type(value) ~= "table" or originals[value] then return value end
    local stand_in = stand_ins[value]
    if not stand_in then
      stand_in = setmetatable({}, meta)
      originals[stand_in], stand_ins[value], paths[value] = value, stand_in, path
    end
    return stand_in
  end

  local function read(stand_in, key)
    local original = originals[stand_in]
    local value = original[key]
    local path = paths[original] .. step_to(key)
    note(path, value)
    return watch(value, path)
  end

  local function count(stand_in)
    local original = originals[stand_in]
    local size = #original
    note(paths[original], original, size)
    return size
  end

  local function walk(stand_in, key)
    local following = next(originals[stand_in], key)
    if following == nil then return nil end
    return following, read(stand_in, following)
  end

  meta.__index, meta.__len = read, count
  meta.__newindex = function(stand_in, key, value) originals[stand_in][key] = originals[value] or value end
  meta.__pairs = function(stand_in)
    local original, size = originals[stand_in], 0
    for _ in next, original do size = size + 1 end
    note(paths[original], original, size)
    return walk, stand_in, nil
  end

  forget()
  return {
    forget = forget,
    reads = function() return reads end,
    watch = function(context) return watch(context, "") end,
    wrap = function(f)
      return function(...)
        local args = rig.table.pack(...)
        for i = 1, args.n do args[i] = reveal(args[i], originals, {}) end
        return f(rig.table.unpack(args, 1, args.n))
      end
    end,
    reveal = function(result) return reveal(result, originals, {}) end,
    globals = {
      next = function(value, key)
        if originals[value] then return walk(value, key) end
        return next(value, key)
      end,
      rawget = function(value, key)
        if originals[value] then return read(value, key) end
        return base.rawget(value, key)
      end,
      rawlen = function(value)
        if originals[value] then return count(value) end
        return base.rawlen(value)
      end,
      getmetatable = function(value) return base.getmetatable(originals[value] or value) end,
    },
  }
end
