-- `spy`, `stub` and `mock`: functions that note how they are called, in the words of luassert.
local rig = ...
local base = rig.base
local type, setmetatable, rawget, select = base.type, base.setmetatable, base.rawget, base.select
local getmetatable = rig.debug.getmetatable
local raise, inspect_line, unpack, pack, is_callable = rig.raise, rig.inspect_line, rig.unpack, rig.pack, rig.is_callable

rig.load_part("matchers")
local accepts_value = rig.accepts_value

-- Calls ------------------------------------------------------------------------------------------------------------

local spy_meta = { __name = "spy", __metatable = "spy" }

local function is_double(value)
  return type(value) == "table" and getmetatable(value) == spy_meta
end

--- A copy through and through, so that what a caller changes later does not change what was noted.
local function copy_deeply(value, known)
  if type(value) ~= "table" or rig.is_matcher(value) or is_double(value) then return value end
  if known[value] then return known[value] end
  local copy = {}
  known[value] = copy
  for key, item in base.next, value do copy[copy_deeply(key, known)] = copy_deeply(item, known) end
  local meta = getmetatable(value)
  -- A finalizer must not get in by way of a copy.
  if meta == nil or rawget(meta, "__gc") ~= nil then return copy end
  return setmetatable(copy, meta)
end

local function note(...)
  local refs = pack(...)
  local known, vals = {}, { n = refs.n }
  for i = 1, refs.n do vals[i] = copy_deeply(refs[i], known) end
  return { refs = refs, vals = vals }
end

local function accepts_all(wanted, noted)
  if wanted.n ~= noted.vals.n then return false end
  for i = 1, wanted.n do
    if not accepts_value(wanted[i], noted.vals[i], noted.refs[i]) then return false end
  end
  return true
end

local function any_accepted(wanted, list)
  for _, noted in base.ipairs(list) do
    if accepts_all(wanted, noted) then return true end
  end
  return false
end

-- Spies ------------------------------------------------------------------------------------------------------------

--- Those that stand in a table's place, in the order in which they were put there.
local placed = {}
rig.placed_doubles = placed

function spy_meta.__call(self, ...)
  local place = #self.calls + 1
  -- Noted first: values too deep to copy must not keep the call from being known.
  self.calls[place] = { refs = pack(...), vals = pack(...) }
  self.calls[place] = note(...)
  local results = pack(self.callback(...))
  self.returnvals[#self.returnvals + 1] = note(unpack(results, 1, results.n))
  return unpack(results, 1, results.n)
end

local methods = {}
spy_meta.__index = methods

function methods.clear(self)
  self.calls, self.returnvals = {}, {}
  return self
end

--- Puts back what the spy stands in for.
function methods.revert(self)
  if self.target and not self.reverted then
    self.reverted = true
    self.target[self.target_key] = self.original
  end
  if self.target or self.is_stub then return self.original end
  return self.callback
end

function methods.called(self, times)
  local count = #self.calls
  if times then return count == times, count end
  return count > 0, count
end

function methods.called_with(self, wanted) return any_accepted(wanted, self.calls) end
function methods.returned_with(self, wanted) return any_accepted(wanted, self.returnvals) end

local function make_spy(callback)
  return setmetatable({ calls = {}, returnvals = {}, callback = callback }, spy_meta)
end

local function new_spy(callback)
  if callback == nil then callback = function() end end
  if not is_callable(callback) then raise("spy.new: a function is expected, got " .. type(callback)) end
  return make_spy(callback)
end

--- Puts a double in a table's place.
local function place(double, target, key)
  double.target, double.target_key, double.original = target, key, target[key]
  target[key] = double
  placed[#placed + 1] = double
  return double
end

local function expect_member(word, target, key)
  if type(target) ~= "table" then raise(word .. ": a table is expected first, got " .. type(target)) end
  if key == nil then raise(word .. ": the name of a function in the table is expected second") end
end

local function spy_on(target, key)
  expect_member("spy.on", target, key)
  local original = target[key]
  if is_double(original) then return original end
  if not is_callable(original) then
    raise("spy.on: " .. inspect_line(key, 60) .. " is no function in the table; it is " .. type(original))
  end
  return place(make_spy(original), target, key)
end

local spy = setmetatable({ new = new_spy, on = spy_on, is_spy = is_double }, {
  __call = function(_, callback) return new_spy(callback) end,
})

-- Stubs ------------------------------------------------------------------------------------------------------------

local function returning(...)
  local values = pack(...)
  return function() return unpack(values, 1, values.n) end
end

--- `returns` and `invokes`, for the calls that `set` is told of.
local function make_answers(stub, set)
  return {
    returns = function(...) set(returning(...)) return stub end,
    invokes = function(fn)
      if not is_callable(fn) then raise("stub: invokes takes a function, got " .. type(fn)) end
      set(fn)
      return stub
    end,
  }
end

--- A stub that answers by arguments: the newest rule that accepts them, else the default.
local function make_stub(default)
  local rules = {}
  local stub = make_spy(function(...)
    local call = note(...)
    for i = #rules, 1, -1 do
      if accepts_all(rules[i].wanted, call) then return rules[i].answer(...) end
    end
    return default(...)
  end)
  stub.is_stub = true
  local answers = make_answers(stub, function(answer) default = answer end)
  stub.returns, stub.invokes, stub.by_default = answers.returns, answers.invokes, answers
  function stub.on_call_with(...)
    local wanted = note(...).vals
    return make_answers(stub, function(answer) rules[#rules + 1] = { wanted = wanted, answer = answer } end)
  end
  return stub
end

local function new_stub(target, key, ...)
  if target == nil then return make_stub(returning(...)) end
  expect_member("stub", target, key)
  if target[key] ~= nil and not is_callable(target[key]) then
    raise("stub: " .. inspect_line(key, 60) .. " is no function in the table; it is " .. type(target[key]))
  end
  local first = ...
  local default = select("#", ...) == 1 and is_callable(first) and first or returning(...)
  return place(make_stub(default), target, key)
end

local stub = setmetatable({ new = new_stub, is_stub = is_double }, {
  __call = function(_, ...) return new_stub(...) end,
})

-- Mocks ------------------------------------------------------------------------------------------------------------

--- Does something with every function of a table, and of the tables in it; each table once.
local function each_member(target, seen, change)
  if type(target) ~= "table" or seen[target] or is_double(target) then return end
  seen[target] = true
  local keys = {}
  for key in base.next, target do keys[#keys + 1] = key end
  for _, key in base.ipairs(keys) do
    local value = rawget(target, key)
    if is_callable(value) then change(target, key, value) else each_member(value, seen, change) end
  end
end

local function new_mock(target, is_stub, answer)
  if type(target) ~= "table" then raise("mock: a table is expected, got " .. type(target)) end
  each_member(target, {}, function(owner, key, value)
    if is_double(value) then return end
    if is_stub then new_stub(owner, key, answer) else spy_on(owner, key) end
  end)
  return target
end

local function on_doubles(word)
  return function(target)
    each_member(target, {}, function(_, _, value)
      if is_double(value) then value[word](value) end
    end)
    return target
  end
end

local mock = setmetatable({ new = new_mock, revert = on_doubles("revert"), clear = on_doubles("clear") }, {
  __call = function(_, ...) return new_mock(...) end,
})

rig.add_globals({ spy = spy, stub = stub, mock = mock })
rig.doubles = {
  spy = spy, stub = stub, mock = mock,
  copy_deeply = function(value) return copy_deeply(value, {}) end,
}
rig.is_double = is_double
rig.any_accepted = any_accepted
rig.load_part("double-checks")
