-- The checks that every scenario file has.
local rig = ...
local base, string, math = rig.base, rig.string, rig.math
local type, tonumber = base.type, base.tonumber
local find, format = string.find, string.format
local inspect, inspect_line, misuse = rig.inspect, rig.inspect_line, rig.misuse
local add, difference = rig.add_assertion, rig.difference

--- A check of one value's kind.
local function add_kind(names, holds, what)
  add(names, {
    count = 1, form = "is",
    holds = function(_, value) return holds(value) end,
    fails = function(_, value) return { message = "expected " .. what, actual = inspect(value) } end,
    fails_not = function(_, value) return { message = "expected anything but " .. what, actual = inspect(value) } end,
  })
end

local function add_constant(name, wanted)
  add({ name }, {
    -- A function that returns nothing gives no value to `assert.is_nil(f())`.
    count = wanted == nil and 0 or 1, note = 2, form = "is",
    holds = function(_, value) return value == wanted end,
    fails = function(_, value) return difference("expected " .. name, wanted, value) end,
    fails_not = function()
      return { message = wanted == nil and "expected a value, got nil" or "expected anything but " .. name }
    end,
  })
end

add_constant("true", true)
add_constant("false", false)
add_constant("nil", nil)
add_kind({ "truthy" }, function(value) return value end, "a true value")
add_kind({ "falsy", "falsey" }, function(value) return not value end, "false or nil")
for _, kind in base.ipairs({ "boolean", "number", "string", "table", "function", "thread", "userdata" }) do
  add_kind({ kind }, function(value) return type(value) == kind end, "a " .. kind)
end

local function is_callable(value)
  local meta = type(value) == "table" and rig.debug.getmetatable(value)
  return type(value) == "function" or (meta and type(base.rawget(meta, "__call")) == "function") or false
end
rig.is_callable = is_callable
add_kind({ "callable" }, is_callable, "a function, or a table that can be called")

--- Equal as Lua's `==` has it: tables by identity.
add({ "equal", "equals" }, {
  count = 2,
  holds = function(_, expected, actual) return expected == actual end,
  fails = function(_, expected, actual)
    local message = "expected the two to be equal"
    if type(expected) == "table" and type(actual) == "table" and rig.equal(expected, actual) then
      message = "these are two tables with the same content, not one; assert.same compares content"
    end
    return difference(message, expected, actual)
  end,
  fails_not = function(_, _, actual) return { message = "expected anything but " .. inspect_line(actual, 200) } end,
})

--- The same through and through.
add({ "same" }, {
  count = 2,
  holds = function(_, expected, actual) return rig.same(expected, actual) end,
  fails = function(path, expected, actual) return difference("expected the same content", expected, actual, path) end,
  fails_not = function(_, _, actual) return { message = "expected other content than " .. inspect_line(actual, 200) } end,
})

add({ "near" }, {
  count = 3,
  holds = function(state, expected, actual, tolerance)
    local wanted, limit = tonumber(expected), tonumber(tolerance)
    rig.want("assert.near", "number", wanted or expected)
    rig.want("assert.near", "number", limit or tolerance)
    if not (limit >= 0) then misuse("assert.near: a tolerance of 0 or more is expected, got " .. inspect(tolerance)) end
    local number = tonumber(actual)
    if state.negated then rig.want("assert.not_near", "number", number or actual) end
    local distance = number and math.abs(wanted - number)
    return number ~= nil and distance <= limit, distance
  end,
  fails = function(distance, expected, actual, tolerance)
    if not distance then return difference("expected a number", expected, actual) end
    local message = "expected a number within %s of %s; it is %s away"
    return difference(format(message, inspect(tolerance), inspect(expected), inspect(distance)), expected, actual)
  end,
  fails_not = function(_, expected, actual, tolerance)
    local message = "expected a number farther than %s from %s, got %s"
    return { message = format(message, inspect(tolerance), inspect(expected), inspect(actual)) }
  end,
})

--- A text holds a part of it, a list an item, a table a key's value.
add({ "contains", "contain" }, {
  count = 2,
  holds = function(_, container, item)
    if type(container) == "string" then
      return find(container, rig.want("assert.contains, in a text", "string", item), 1, true) ~= nil
    end
    if type(container) ~= "table" then
      misuse("assert.contains: a text or a table is expected first, got " .. type(container))
    end
    if item == nil then misuse("assert.contains: no table holds nil; something is expected second") end
    for _, value in base.next, container do
      if rig.equal(item, value) then return true end
    end
    return false
  end,
  fails = function(_, container, item)
    local kind = type(container) == "string" and "text" or "table"
    local message = "expected the " .. kind .. " to contain " .. inspect_line(item, 200)
    return { message = message, actual = inspect(container) }
  end,
  fails_not = function(_, container, item)
    local kind = type(container) == "string" and "text" or "table"
    return { message = "expected the " .. kind .. " not to contain " .. inspect_line(item, 200), actual = inspect(container) }
  end,
})
