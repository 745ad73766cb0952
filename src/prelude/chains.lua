-- `assert`, and the chains of words behind it that lead to a check: `assert.is_not_nil`, `assert.are.equal`.
local rig = ...
local base = rig.base
local type, select, rawget, rawset = base.type, base.select, base.rawget, base.rawset
local setmetatable = base.setmetatable
local inspect_line, misuse, tell_failure = rig.inspect_line, rig.misuse, rig.tell_failure
local assertions, modifiers, run, check_passed = rig.assertions, rig.modifiers, rig.run_check, rig.pass_check
local read_words, refuse_word = rig.read_words, rig.refuse_word

-- Chains of words --------------------------------------------------------------------------------------------------

local PLAIN = {}
--- Chains that were begun by a call, in this scenario.
local begun = {}

local chain_meta = rig.note_check(rig.note_assert({ __name = "assert", __metatable = "assert" }))

local function is_chain(value)
  return type(value) == "table" and rig.debug.getmetatable(value) == chain_meta
end

local function make_chain(path, state)
  return setmetatable({ path = path, state = state }, chain_meta)
end

--- Whether a path's last word takes the call, or a check does. What stands in the way counts as an open check.
local function call_chain(path, state, ...)
  local task = rig.task
  local open = task.open
  task.open = open + 1
  local steps, wanted = read_words(path)
  if not steps then refuse_word(path, wanted, state) end
  state = rig.copy(state)
  local last = steps[#steps]
  local assertion = assertions[last]
  for i = 1, #steps - 1 do
    local change = modifiers[steps[i]]
    if change then
      change(state)
    elseif rig.is_for_busted and rig.plain_words[modifiers[last]] then
      -- `assert.equals.Not(1, 2)`
      assertion = assertions[steps[i]]
    else
      -- A check before the last word: `assert.error.foo`.
      refuse_word(path, steps[i + 1], state)
    end
  end
  if assertion then
    if not assertions[last] then modifiers[last](state) end
    task.open = open
    return run(assertion, state, ...)
  end
  if rig.plain_words[modifiers[last]] then
    misuse("assert." .. path .. ": this names no check; write one behind it, such as assert." .. path .. "_nil")
  end
  local given = modifiers[last](state, ...)
  -- A chain that is begun by a call, `assert.spy(s)`, can be forgotten; one that is not is no statement of Lua.
  local file, line = rig.user_frame()
  state.begun = { path = path, file = file, line = line }
  begun[#begun + 1] = state.begun
  task.open = open
  return given or make_chain("", state)
end

--- Forgets the chains of the file's top level: other scenarios may complete them.
function rig.begin_chains() begun = {} end

--- Fails the check for each chain that was begun and never came to a check.
function rig.end_chains()
  for _, chain in base.ipairs(begun) do
    if not chain.done then
      tell_failure("assert." .. chain.path, nil, function()
        local where = chain.file and " at " .. chain.file .. ":" .. chain.line or ""
        return { message = "assert." .. chain.path .. "(…)" .. where .. " names no check behind it, so nothing was checked" }
      end)
    end
  end
end

local function add_word(chain, key)
  if type(key) ~= "string" then misuse("assert: the name of a check is expected, got " .. inspect_line(key, 60)) end
  local path = rawget(chain, "path")
  path = path == "" and key or path .. "_" .. key
  local steps, wanted = read_words(path)
  if not steps and not rig.is_beginning(wanted) then refuse_word(path, wanted, rawget(chain, "state")) end
  return make_chain(path, rawget(chain, "state"))
end

function chain_meta.__index(chain, key)
  local task = rig.task
  local open = task.open
  task.open = open + 1
  local longer = add_word(chain, key)
  task.open = open
  return longer
end

function chain_meta.__call(chain, ...)
  local first = ...
  if type(first) == "table" then rig.refuse_colon(rawget(chain, "path"), first) end
  return call_chain(rawget(chain, "path"), rawget(chain, "state"), ...)
end

--- Checks that are functions, not chains.
local shortcuts = {}

-- `assert` itself --------------------------------------------------------------------------------------------------

--- A bare `assert` in a scenario file is a check; its message is raised as it is, as Lua does.
local function call_assert(_, ...)
  if select("#", ...) == 0 then misuse("assert: a value is expected") end
  local value, message = ...
  if value and (shortcuts[value] or is_chain(value)) then misuse("assert: this check was not called; write () behind it") end
  if value then
    check_passed("assert")
    return ...
  end
  rig.fail_bare(value, message)
end

--- What stands behind `assert` as it is: checks that are functions, and methods. All else is read as words.
local own = setmetatable({}, {
  __index = function(own, name)
    local task = rig.task
    local open = task.open
    task.open = open + 1
    local found = type(name) == "string" and rig.load_word(name) and rawget(own, name)
    local chain = found or add_word(make_chain("", PLAIN), name)
    task.open = open
    return chain
  end,
})

--- Something of its own can be added to `assert`. What a check is cannot be changed by whoever is checked; ported specs may.
local function add_to_assert(_, name, value)
  local is_known = rawget(own, name) ~= nil or type(name) == "string" and read_words(name) ~= nil
  if is_known and not rig.is_for_busted then
    misuse("assert." .. rig.tostring(name) .. ": a check cannot be replaced; assert:register adds one by another name")
  end
  rawset(own, name, value)
end

local asserts = setmetatable(rig.guard_writes(rig.note_check(rig.note_assert({}))), {
  __metatable = "assert", __call = call_assert, __index = own, __newindex = add_to_assert,
})
rig.asserts = asserts
rig.scenario_globals.assert = asserts

--- Has every check read as words, as luassert does, so that words can follow it and another can take its place.
function rig.drop_shortcuts()
  for check in base.next, shortcuts do
    for name, value in base.next, own do
      if value == check then rawset(own, name, nil) end
    end
  end
end

--- Adds a method of `assert`.
function rig.add_method(name, method) rawset(own, name, method) end

--- Fails where a scenario file, or a module of it, has put something else in the place of `assert`.
local is_told = false
function rig.end_assert()
  if is_told or rig.is_assert(rawget(rig.scenario_env, "assert")) then return end
  is_told = true
  tell_failure("assert", nil, function()
    return { message = "something else was put in the place of assert, so that its checks checked nothing" }
  end)
end

--- What words can follow, as they do on `assert`.
function rig.open_chain(state)
  return make_chain("", state)
end

--- Runs the check of that path, as `assert.<path>(...)` does.
function rig.run_assertion(path, ...)
  return call_chain(path, PLAIN, ...)
end

--- Puts checks where no chain need be read: what scenarios use all the time.
function rig.add_shortcuts(paths)
  for _, path in base.ipairs(paths) do
    local steps = read_words(path)
    local state = {}
    for i = 1, #steps - 1 do modifiers[steps[i]](state) end
    local assertion = assertions[steps[#steps]]
    local function check(...)
      local first = ...
      if type(first) == "table" then rig.refuse_colon(path, first) end
      return run(assertion, state, ...)
    end
    shortcuts[rig.note_check(check)] = true
    rawset(own, path, check)
  end
end
