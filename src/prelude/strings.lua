-- `string` as scripts see it: no bytecode, no addresses, and methods that no script can change for another.
local rig = ...
local base, string, debug = rig.base, rig.string, rig.debug
local type, select, rawget, setmetatable = base.type, base.select, base.rawget, base.setmetatable
local find, gsub, plain_format = string.find, string.gsub, string.format
local getinfo, getupvalue = debug.getinfo, debug.getupvalue
local pack, unpack = rig.pack, rig.unpack
local tostring, raise, call_as = rig.tostring, rig.raise, rig.call_as

local plain = { string = true, number = true }

--- `%s` of a reference goes through our `tostring`; `%p` would show an address.
local function format(text, ...)
  if type(text) == "string" and find(text, "%%[-+ #0-9.]*p") and find(gsub(text, "%%%%", ""), "%%[-+ #0-9.]*p") then
    raise("string.format: %p is not available: addresses mean nothing here")
  end
  local count, args = select("#", ...), nil
  for i = 1, count do
    local value = select(i, ...)
    if not plain[type(value)] then
      args = args or pack(...)
      if value ~= nil and type(value) ~= "boolean" then args[i] = tostring(value) end
    end
  end
  if args then return call_as("format", plain_format, text, unpack(args, 1, count)) end
  return call_as("format", plain_format, text, ...)
end

local methods = rig.copy(string)
methods.dump = nil
methods.format = format

--- A fresh copy of the library.
function rig.make_string_library()
  return rig.copy(methods)
end

--- The `string` table of the environment in which the innermost user function was compiled.
local function string_of_caller()
  local level = 3
  while true do
    local info = getinfo(level, "f")
    if not info then return nil end
    for i = 1, 255 do
      local name, value = getupvalue(info.func, i)
      if not name then break end
      if name == "_ENV" and value ~= rig.base and type(value) == "table" then return rawget(value, "string") end
    end
    level = level + 1
  end
end

-- `("x"):method()`: Lua's own methods always, then those that a script added to the `string` of its own environment.
setmetatable(methods, {
  __index = function(_, key)
    local own = string_of_caller()
    return type(own) == "table" and rawget(own, key) or nil
  end,
})

local meta = debug.getmetatable("")
meta.__index = methods
meta.__metatable = false
