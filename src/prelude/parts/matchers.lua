-- `match`: stand-ins for arguments that are not known exactly, in the words of luassert.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, setmetatable, rawget, getmetatable = base.type, base.setmetatable, base.rawget, rig.debug.getmetatable
local raise, inspect_line, pack = rig.raise, rig.inspect_line, rig.pack

local matcher_meta = { __name = "matcher", __metatable = "matcher" }
--- name -> function(state, arguments) -> function(value) -> boolean
local matchers = {}

--- A stand-in that accepts what `accepts` says.
local function make_matcher(name, accepts)
  return setmetatable({ name = name, accepts = accepts }, matcher_meta)
end

--- A matcher may be tried by hand.
function matcher_meta.__call(self, value)
  return rig.accepts(self, value, value)
end

function rig.is_matcher(value)
  return type(value) == "table" and getmetatable(value) == matcher_meta
end

--- Whether a matcher accepts a value. `reference` is the value itself where `value` is a copy of it.
function rig.accepts(matcher, value, reference)
  return rawget(matcher, "accepts")(value, reference) and true or false
end

function rig.show_matcher(matcher)
  return "match." .. rawget(matcher, "name")
end

--- Whether two values are the same through and through, where a wanted one may be or hold a matcher.
local function accepts_value(wanted, value, reference)
  if rig.is_matcher(wanted) then return rig.accepts(wanted, value, reference) end
  return rig.equal(wanted, value)
end
rig.accepts_value = accepts_value

-- Matchers that are made of a check: the wanted values come first, the one to look at behind them.
local AS_CHECKS = {
  "true", "false", "nil", "boolean", "number", "string", "table", "function", "thread", "userdata", "truthy", "falsy",
  "falsey", "callable",
}
for _, name in base.ipairs(AS_CHECKS) do
  matchers[name] = function(state)
    return function(value) return rig.assertions[name].holds(state, value) end
  end
end

for _, name in base.ipairs({ "equal", "equals" }) do
  matchers[name] = function(_, wanted) return function(value) return wanted[1] == value end end
end

function matchers.same(_, wanted) return function(value) return rig.is_same(wanted[1], value) end end

local REFERENCES = { table = true, ["function"] = true, thread = true, userdata = true }

function matchers.ref(_, wanted)
  if not REFERENCES[type(wanted[1])] then raise("match.is_ref: a table or a function is expected, got " .. type(wanted[1])) end
  return function(value, reference) return base.rawequal(wanted[1], reference == nil and value or reference) end
end

for _, name in base.ipairs({ "match", "matches" }) do
  matchers[name] = function(_, wanted)
    if type(wanted[1]) ~= "string" then raise("match." .. name .. ": a pattern is expected, got " .. type(wanted[1])) end
    return function(value)
      return type(value) == "string" and string.find(value, wanted[1], wanted[2] or 1, wanted[3] == true) ~= nil
    end
  end
end

function matchers.near(_, wanted)
  local number, limit = base.tonumber(wanted[1]), base.tonumber(wanted[2])
  if not (number and limit) then raise("match.near: a number and a tolerance are expected") end
  return function(value)
    local actual = base.tonumber(value)
    return actual ~= nil and rig.math.abs(actual - number) <= limit
  end
end

function matchers.unique(_, wanted)
  return function(value) return type(value) == "table" and rig.is_unique(value, wanted[1]) end
end

local function count_accepted(wanted, value, reference)
  local count = 0
  for i = 1, wanted.n do
    if accepts_value(wanted[i], value, reference) then count = count + 1 end
  end
  return count
end

function matchers.all_of(_, wanted)
  return function(value, reference) return count_accepted(wanted, value, reference) == wanted.n end
end
function matchers.any_of(_, wanted)
  return function(value, reference) return count_accepted(wanted, value, reference) > 0 end
end
function matchers.none_of(_, wanted)
  return function(value, reference) return count_accepted(wanted, value, reference) == 0 end
end

--- No two values of a list are equal; deep with `deep`.
function rig.is_unique(list, deep)
  for i, a in base.next, list do
    for j, b in base.next, list do
      if i ~= j and (a == b or (deep and rig.equal(a, b))) then return false end
    end
  end
  return true
end

rig.matchers = matchers

--- How many values a matcher needs.
local COUNTS = {
  equal = 1, equals = 1, same = 1, ref = 1, match = 1, matches = 1, near = 2, all_of = 1, any_of = 1, none_of = 1,
}

local function check_arguments(make, path, wanted)
  for name, count in base.next, COUNTS do
    if matchers[name] == make and wanted.n < count then
      raise("match." .. path .. ": " .. count .. (count == 1 and " value is" or " values are") .. " expected, got " .. wanted.n)
    end
  end
end

local PREFIXES = { is = false, are = false, has = false, have = false, was = false, no = true, ["not"] = true }

--- The matcher that a path names, and whether it is negated.
local function read_path(path)
  local negated = false
  local rest = string.lower(path)
  while not matchers[rest] do
    local word, behind = string.match(rest, "^([^_]+)_(.+)$")
    local turns = word and PREFIXES[word]
    if turns == nil then return nil end
    if turns then negated = not negated end
    rest = behind
  end
  return matchers[rest], negated
end

local function refuse(path)
  local names = {}
  for name in base.next, matchers do names[#names + 1] = name end
  table.sort(names)
  raise("match: there is no matcher called " .. inspect_line(path, 60) .. "; there are " .. table.concat(names, ", "))
end

local function call_path(path, ...)
  local make, negated = read_path(path)
  if not make then refuse(path) end
  local wanted = pack(...)
  check_arguments(make, path, wanted)
  local accepts = make({ mod = not negated }, wanted)
  local shown = {}
  for i = 1, base.select("#", ...) do shown[i] = inspect_line((base.select(i, ...)), 60) end
  return make_matcher(path .. "(" .. table.concat(shown, ", ") .. ")", function(value, reference)
    return (accepts(value, reference) and true or false) ~= negated
  end)
end

local path_meta = {}

local function make_path(path)
  return setmetatable({ path = path }, path_meta)
end

function path_meta.__index(self, key)
  return make_path(rawget(self, "path") .. "_" .. key)
end

function path_meta.__call(self, ...)
  return call_path(rawget(self, "path"), ...)
end

local any = make_matcher("_", function() return true end)

rig.add_globals({
  match = setmetatable({ _ = any, is_matcher = rig.is_matcher }, {
    __index = function(_, key)
      if type(key) ~= "string" then raise("match: the name of a matcher is expected, got " .. inspect_line(key, 60)) end
      return make_path(key)
    end,
  }),
})
