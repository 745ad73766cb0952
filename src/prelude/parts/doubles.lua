-- `spy`, `stub` and `mock`: functions that note how they are called, in the words of luassert.
local rig = ...
rig.load_part("spies")
local base = rig.base
local type, setmetatable, rawget, select = base.type, base.setmetatable, base.rawget, base.select
local raise, inspect_line, unpack, pack, is_callable = rig.raise, rig.inspect_line, rig.unpack, rig.pack, rig.is_callable
local is_double, make_spy, place, record_of = rig.is_double, rig.spies.make, rig.spies.place, rig.spies.record_of
local note, accepts_all, methods = rig.spies.note, rig.spies.accepts_all, rig.spies.methods

-- Spies ------------------------------------------------------------------------------------------------------------

local function new_spy(callback)
  if callback == nil then callback = function() end end
  if not is_callable(callback) then raise("spy.new: a function is expected, got " .. type(callback)) end
  return make_spy(callback)
end

local function expect_member(word, target, key)
  if type(target) ~= "table" then raise(word .. ": a table is expected first, got " .. type(target)) end
  if key == nil then raise(word .. ": the name of a function in the table is expected second") end
end

local function spy_on(target, key)
  expect_member("spy.on", target, key)
  local original = target[key]
  -- luassert puts a spy even where nothing is.
  if original == nil and rig.is_for_busted then return place(new_spy(), target, key) end
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
  local answers = make_answers(stub, function(answer) default = answer end)
  local words = record_of(stub).words
  words.returns, words.invokes, words.by_default = answers.returns, answers.invokes, answers
  function words.on_call_with(...)
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
      if is_double(value) then methods[word](value) end
    end)
    return target
  end
end

local mock = setmetatable({ new = new_mock, revert = on_doubles("revert"), clear = on_doubles("clear") }, {
  __call = function(_, ...) return new_mock(...) end,
})

rig.add_globals({ spy = spy, stub = stub, mock = mock })
rig.doubles = { spy = spy, stub = stub, mock = mock }
rig.load_part("double-checks")
