-- `assert`, and the chains of words behind it that lead to a check: `assert.is_not_nil`, `assert.are.equal`.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, select, rawget, setmetatable = base.type, base.select, base.rawget, base.setmetatable
local gmatch, lower, sub, concat = string.gmatch, string.lower, string.sub, table.concat
local inspect_line, misuse, tell_failure = rig.inspect_line, rig.misuse, rig.tell_failure
local assertions, modifiers, run, check_passed = rig.assertions, rig.modifiers, rig.run_check, rig.pass_check
local host = rig.host

-- Chains of words --------------------------------------------------------------------------------------------------

local PLAIN = {}
--- Chains that were begun by a call, in this scenario.
local begun = {}

--- Tokens of a path, the longest registered names first: `has_error_matches` is `has`, `error_matches`. nil and the first
--- token that is none where it cannot be read.
local function read_path(path)
  local tokens, steps = {}, {}
  for token in gmatch(lower(path), "[^_]+") do tokens[#tokens + 1] = token end
  local first = 1
  while first <= #tokens do
    local last = #tokens
    local name = concat(tokens, "_", first, last)
    while last >= first and not assertions[name] and not modifiers[name] do
      last = last - 1
      name = concat(tokens, "_", first, last)
    end
    if last < first then return nil, concat(tokens, "_", first) end
    steps[#steps + 1] = name
    first = last + 1
  end
  return steps
end

local suggest = host("check.suggest")

--- What to write instead, for an error: the whole path as it is written most, else the word that is wrong.
local function hint_for(path, wanted)
  local names, whole = {}, {}
  for name, assertion in base.next, assertions do
    names[#names + 1] = name
    whole[#whole + 1] = assertion.form and assertion.form .. "_" .. name or name
  end
  table.sort(names)
  table.sort(whole)
  local near = suggest(lower(path), whole) or suggest(lower(wanted), names)
  return near and 'did you mean "' .. near .. '"?' or "there are " .. concat(whole, ", ")
end

local function refuse_word(path, wanted)
  misuse("assert: there is no check called " .. inspect_line(wanted, 60) .. "; " .. hint_for(path, wanted))
end

--- Loads a part that any words of a path name, one by one or as a run; whether there was one.
local function load_named_part(path)
  local tokens = {}
  for token in gmatch(path, "[^_]+") do tokens[#tokens + 1] = token end
  for first = 1, #tokens do
    for last = first, #tokens do
      if rig.load_word(concat(tokens, "_", first, last)) then return true end
    end
  end
  return false
end

local function read_whole_path(path)
  local steps, wanted = read_path(path)
  if not steps and load_named_part(path) then return read_whole_path(path) end
  return steps, wanted
end

--- Whether a name that is not complete may become one.
local function is_beginning(wanted)
  local start = wanted .. "_"
  for _, names in base.ipairs({ assertions, modifiers }) do
    for name in base.next, names do
      if sub(name, 1, #start) == start then return true end
    end
  end
  return false
end

local chain_meta = { __name = "assert", __metatable = "assert" }

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
  local steps, wanted = read_whole_path(path)
  if not steps then refuse_word(path, wanted) end
  state = rig.copy(state)
  for i = 1, #steps - 1 do
    local change = modifiers[steps[i]]
    -- A check before the last word: `assert.error.foo`.
    if not change then refuse_word(path, steps[i + 1]) end
    change(state)
  end
  local last = steps[#steps]
  local assertion = assertions[last]
  if assertion then
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
  local steps, wanted = read_whole_path(path)
  if not steps and not is_beginning(wanted) then refuse_word(path, wanted) end
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

local asserts = setmetatable({}, {
  __metatable = "assert",
  __call = call_assert,
  __index = function(_, name)
    local task = rig.task
  local open = task.open
    task.open = open + 1
    if type(name) == "string" and rig.load_word(name) and rawget(rig.asserts, name) ~= nil then
      task.open = open
      return rawget(rig.asserts, name)
    end
    local chain = add_word(make_chain("", PLAIN), name)
    task.open = open
    return chain
  end,
})
rig.asserts = asserts
rig.scenario_globals.assert = asserts
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
    local steps = read_path(path)
    local state = {}
    for i = 1, #steps - 1 do modifiers[steps[i]](state) end
    local assertion = assertions[steps[#steps]]
    local function check(...)
      return run(assertion, state, ...)
    end
    shortcuts[check] = true
    base.rawset(asserts, path, check)
  end
end
