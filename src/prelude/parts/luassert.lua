-- What luassert has beside its checks: own checks, modifiers and matchers, messages, formatters, parameters, snapshots.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, setmetatable, select = base.type, base.setmetatable, base.select
local raise, inspect, inspect_line, pack, unpack = rig.raise, rig.inspect, rig.inspect_line, rig.pack, rig.unpack

rig.load_part("doubles")

-- Messages ---------------------------------------------------------------------------------------------------------

local messages = {}
local say = { _COPYRIGHT = "moonrig" }

function say.set(_, key, text) messages[key] = text end
function say.set_namespace() end
function say.set_fallback() end

setmetatable(say, {
  __call = function(_, key, values)
    local text = messages[key]
    if type(text) ~= "string" or not values then return text end
    local shown = {}
    for i = 1, values.n or #values do shown[i] = rig.tostring(values[i]) end
    -- More places than values: luassert shows the rest as nil.
    local _, places = string.gsub(text, "%%s", "")
    for i = #shown + 1, places do shown[i] = "nil" end
    return (rig.safe_format(text, unpack(shown, 1, rig.math.max(#shown, places))))
  end,
})

-- Formatters and parameters ----------------------------------------------------------------------------------------

local formatters, parameters = {}, {}

--- A value as text: by the newest formatter that knows it.
local function show(value)
  for i = #formatters, 1, -1 do
    local text = formatters[i](value, {})
    if type(text) == "string" then return rig.bounded(text) end
  end
  return inspect(value)
end

local function format_all(values)
  local shown = { n = values.n or #values }
  for i = 1, shown.n do shown[i] = show(values[i]) end
  return shown
end

-- Own checks -------------------------------------------------------------------------------------------------------

local function describe_own(assertion, key)
  return function(found, ...)
    if found.message then return { message = rig.tostring(found.message) } end
    local text = key and say(key, format_all(pack(...)))
    return { message = type(text) == "string" and text or "the check " .. assertion.shown .. " said no" }
  end
end

local register = {}

function register.assertion(name, fn, positive, negative)
  local own = { count = 0, note = function() end }
  function own.holds(state, ...)
    local arguments = pack(...)
    local luassert_state = rig.copy(state)
    luassert_state.mod, luassert_state.rawset = not state.negated, base.rawset
    local held = fn(luassert_state, arguments, 1)
    return held, { message = luassert_state.failure_message or state.note, results = arguments }
  end
  own.fails, own.fails_not = describe_own(own, positive), describe_own(own, negative)
  rig.add_assertion({ name }, own)
end

function register.modifier(name, fn)
  rig.add_modifier(name, function(state, ...)
    fn(state, pack(...), 1)
  end)
end

function register.matcher(name, fn)
  rig.matchers[name] = function(state, wanted)
    return fn(state, wanted, 1)
  end
end

local methods = {}

--- Checks of the user's own.
local registered = {}

function methods.register(_, kind, name, fn, positive, negative)
  if not register[kind] then raise("assert:register: assertion, modifier or matcher is expected, got " .. inspect_line(kind, 60)) end
  rig.expect("assert:register", "string", name)
  if not rig.is_callable(fn) then raise("assert:register: a function is expected, got " .. type(fn)) end
  name = string.lower(name)
  if kind == "assertion" and rig.assertions[name] and not (registered[name] or rig.is_for_busted) then
    raise("assert:register: there is a check called " .. inspect_line(name, 60) .. ", and it cannot be replaced")
  end
  registered[name] = true
  register[kind](name, fn, positive, negative)
end

function methods.unregister(_, kind, name)
  local lists = { assertion = rig.assertions, modifier = rig.modifiers, matcher = rig.matchers }
  if lists[kind] then lists[kind][string.lower(name)] = nil end
end

function methods.add_formatter(_, fn)
  formatters[#formatters + 1] = fn
  rig.show = show
end

function methods.remove_formatter(_, fn)
  for i = #formatters, 1, -1 do
    if formatters[i] == fn then table.remove(formatters, i) end
  end
end

function methods.format(_, values) return format_all(values) end
function methods.set_parameter(_, name, value) parameters[name] = value end
function methods.get_parameter(_, name) return parameters[name] end
function methods.add_spy(_, double) table.insert(rig.spies.placed, double) end

--- What has changed since can be put back: doubles, formatters, parameters.
function methods.snapshot()
  local double_count, formatter_count, known = #rig.spies.placed, #formatters, rig.copy(parameters)
  return {
    revert = function()
      for i = #rig.spies.placed, double_count + 1, -1 do
        rig.spies.methods.revert(rig.spies.placed[i])
        rig.spies.placed[i] = nil
      end
      for i = #formatters, formatter_count + 1, -1 do formatters[i] = nil end
      parameters = known
    end,
  }
end

--- A level for `error` is not needed here: failures name the user's line.
local levels = setmetatable({}, { __mode = "k" })
function methods.level(_, level)
  local mark = {}
  levels[mark] = level
  return mark
end
function methods.get_level(_, mark) return levels[mark] end

for name, method in base.pairs(methods) do rig.add_method(name, method) end

-- Checks that few use ----------------------------------------------------------------------------------------------

rig.add_assertion({ "unique" }, {
  count = 1, form = "is",
  note = function(_, deep, note)
    if type(deep) == "boolean" then return note end
    return deep
  end,
  holds = function(_, list, deep)
    rig.want("assert.is_unique", "table", list)
    return rig.is_unique(list, deep == true)
  end,
  fails = function(_, list) return { message = "expected values that all differ", actual = inspect(list) } end,
  fails_not = function(_, list) return { message = "expected two values that are equal", actual = inspect(list) } end,
})

--- A table has something under a key; with a third value, just that.
rig.add_assertion({ "property" }, {
  count = 2, form = "has",
  note = function(_, _, _, note) return note end,
  holds = function(_, key, value, ...)
    rig.want("assert.has_property", "table", value)
    if key == nil then rig.misuse("assert.has_property: a key is expected first, got nil") end
    local found = value[key]
    if select("#", ...) == 0 then return found ~= nil, found end
    return rig.equal((...), found), found
  end,
  fails = function(found, key, value, ...)
    local wanted = select("#", ...) > 0 and " to be " .. inspect_line((...), 200) or ""
    return { message = "expected the property " .. inspect_line(key, 60) .. wanted, actual = inspect(found == nil and value or found) }
  end,
  fails_not = function(found, key)
    return { message = "expected no property " .. inspect_line(key, 60), actual = inspect(found) }
  end,
})

rig.add_assertion({ "returned_arguments" }, {
  count = 1, note = function() end,
  holds = function(_, wanted, ...)
    rig.want("assert.returned_arguments", "number", wanted)
    return select("#", ...) == wanted
  end,
  fails = function(_, wanted, ...)
    return { message = "expected " .. wanted .. " values, got " .. select("#", ...) }
  end,
  fails_not = function(_, wanted) return { message = "expected another number of values than " .. wanted } end,
})

rig.add_modifier("array", function(state, list)
  rig.want("assert.array", "table", list)
  state.list = list
end)

rig.add_assertion({ "holes" }, {
  count = 0, form = "has",
  holds = function(state, length)
    if state.list == nil then rig.misuse("assert.has_holes: write assert.array(list).has_holes()") end
    local last = rig.want("assert.has_holes", "number", length or 0)
    for key in base.next, state.list do
      if rig.math.type(key) == "integer" and key > last then last = key end
    end
    for i = 1, last do
      if base.rawget(state.list, i) == nil then return true, { hole = i, list = state.list } end
    end
    return false, { list = state.list }
  end,
  fails = function(found) return { message = "expected a list with holes", actual = inspect(found.list) } end,
  fails_not = function(found)
    return { message = "expected a list without holes; nothing stands at " .. found.hole, actual = inspect(found.list) }
  end,
})

-- Modules ----------------------------------------------------------------------------------------------------------

local doubles = rig.doubles
local words = setmetatable({}, { __index = rig.scenario_globals })

--- What `require` answers of busted and luassert.
rig.modules = {
  busted = words,
  ["busted.runner"] = function() return words end,
  luassert = rig.asserts,
  ["luassert.assert"] = rig.asserts,
  ["luassert.spy"] = doubles.spy,
  ["luassert.stub"] = doubles.stub,
  ["luassert.mock"] = doubles.mock,
  ["luassert.match"] = rig.scenario_env.match,
  ["luassert.util"] = { deepcompare = rig.equal, deepcopy = rig.spies.copy_deeply, pack = pack, unpack = unpack },
  ["busted.say"] = say,
}
