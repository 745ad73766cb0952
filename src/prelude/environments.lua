-- Three kinds of environment: the scenario file's own, that of the modules it requires, and one for each script under
-- test, which gets the use half of the bindings only.
local rig = ...
local base = rig.base
local type, setmetatable, ipairs, pcall = base.type, base.setmetatable, base.ipairs, base.pcall
local raise, host, copy = rig.raise, rig.host, rig.copy

--- Bindings that the prelude makes itself: name -> function(half) -> value for the environment.
rig.native_bindings = {}
--- What the prelude adds to a binding of the host's: name -> function(binding, half).
rig.binding_additions = {}

local resolve_module, resolve_script = host("source.module"), host("source.script")

-- Bindings ---------------------------------------------------------------------------------------------------------

local suggest = host("check.suggest")

--- What a scenario file gets for a field that a binding does not have: the function that was meant. Specs written for
--- busted, and the libraries they load, know nothing of bindings and may ask for anything.
local function refuse_field(binding, key)
  if type(key) ~= "string" or rig.is_for_busted then return nil end
  local known = {}
  for name in base.next, binding do
    if type(name) == "string" and rig.string.sub(name, 1, 2) ~= "__" then known[#known + 1] = name end
  end
  rig.table.sort(known)
  local near = suggest(key, known)
  local hint = near and 'did you mean "' .. near .. '"?' or "there are " .. rig.table.concat(known, ", ")
  local name = rig.debug.getmetatable(binding).__name
  raise(name .. ": there is no function called " .. rig.inspect_line(key, 60) .. "; " .. hint)
end

--- Makes a misspelt function of a scenario file say so. Scripts may ask what their host has: for them it is nil.
function rig.refuse_unknown(name, binding)
  return setmetatable(binding, { __name = name, __index = refuse_field, __metatable = name })
end

local function add_binding(env, half, name, made)
  if half == "control" and type(made) == "table" and rig.debug.getmetatable(made) == nil then
    rig.refuse_unknown(name, made)
  end
  env[name] = made
end

local function add_bindings(env, half)
  for _, binding in ipairs(rig.settings.bindings) do
    local own = {}
    for _, fn in ipairs(binding.functions) do
      if half == "control" or fn.half == "use" then own[fn.name] = host(fn.op) end
    end
    local add = rig.binding_additions[binding.name]
    if add then add(own, half) end
    add_binding(env, half, binding.name, own)
  end
  for name, make in base.pairs(rig.native_bindings) do add_binding(env, half, name, make(half, env)) end
end

--- Bindings that parts of the prelude bring: name -> function(half).
local late_bindings = {}

--- Adds a binding that a part brings. Scripts that name it find it in their environments.
function rig.add_late_binding(name, make)
  late_bindings[name] = make
  rig.native_bindings[name] = make
  local own = make("control")
  rig.refuse_unknown(name, own)
  rig.add_globals({ [name] = own })
end

-- Modules ----------------------------------------------------------------------------------------------------------

local function compile_file(path, source, env, ...)
  local chunk, problem = rig.compile(path, source, env, ...)
  if not chunk then base.error(problem, 0) end
  return chunk
end

--- What busted's users require: answered by the prelude. nil for any other name.
local function built_in_module(name)
  local first = rig.string.match(name, "^%a+")
  if first ~= "busted" and first ~= "luassert" then return nil end
  rig.load_part("luassert")
  local module = rig.modules[name]
  if module == nil then raise("require: " .. name .. " is not among what moonrig has of " .. first) end
  return module
end

--- `require` for one environment and all modules it brings in. `module_env(source)` gives a module its environment;
--- `built_in(name)`, where given, the modules that need no file; `is_script`, whether it is a script's.
local function make_require(module_env, built_in, is_script)
  -- As `package.loaded`: what is taken out of it is loaded again.
  local loaded, loading = {}, {}
  local function require(name)
    if type(name) ~= "string" then raise("require: a module's name is expected, got " .. type(name)) end
    if loaded[name] then return loaded[name] end
    local own = built_in and built_in(name)
    if own ~= nil then return own end
    local found, path, source, counting, counters, flags = pcall(resolve_module, name, rig.user_frame())
    if not found and name == "say" and built_in then return built_in("busted.say") end
    if not found then base.error(path, 0) end
    if loading[path] then raise("require: " .. name .. " requires itself, through " .. path) end
    loading[path] = true
    local env = module_env(source)
    local result = compile_file(path, source, env, is_script, counting, counters, flags)(name, path)
    loading[path] = nil
    if result ~= nil then loaded[name] = result elseif not loaded[name] then loaded[name] = true end
    return loaded[name]
  end
  return require, loaded
end

-- The scenario file's environment ----------------------------------------------------------------------------------

--- In modules a bare `assert` is Lua's own; its named checks are the scenario's.
local function make_module_assert(checks)
  return setmetatable(rig.note_assert({}), {
    __index = checks,
    __call = function(_, ...) return base.assert(...) end,
  })
end

--- Makes `rig.scenario_env`. Called when all native bindings are there.
function rig.open_scenario_environment()
  local env = rig.fill_environment({})
  env.coroutine = rig.make_coroutine_library(rig.note_thread)
  add_bindings(env, "control")
  for name, value in base.pairs(rig.scenario_globals) do env[name] = value end
  -- What a part of the prelude adds comes with the first look at it.
  base.setmetatable(env, { __index = function(_, name) return rig.load_word(name) and base.rawget(env, name) or nil end })
  local own_assert = env.assert
  local require, loaded = make_require(function(source)
    rig.load_mentioned(source)
    local write = rig.is_for_busted and rig.write_module_global or env
    return setmetatable({ assert = make_module_assert(own_assert) }, { __index = env, __newindex = write })
  end, built_in_module)
  env.require = require
  rig.loaded_modules = loaded
  rig.scenario_env = env
end

--- What busted's specs count on and no other scenario gets: `package`, `collectgarbage()`, and `__eq` asked by `assert.same`.
function rig.open_for_busted()
  rig.is_for_busted = true
  rig.load_part("deepcompare")
  rig.load_part("insulation")
  rig.drop_shortcuts()
  -- Modules taken out of `loaded` are loaded anew. The places to look in are the config's `modulePaths`.
  rig.scenario_env.package = {
    loaded = rig.loaded_modules, preload = {}, path = "./?.lua;./?/init.lua", cpath = "", config = "/\n;\n?\n!\n-\n",
  }
end

-- Scripts under test -----------------------------------------------------------------------------------------------

local function make_script_environment()
  local env = rig.fill_environment({}, true)
  add_bindings(env, "use")
  env.require = make_require(function(source)
    rig.load_bindings(source)
    for name, make in base.pairs(late_bindings) do
      if env[name] == nil then env[name] = make("use") end
    end
    return env
  end, nil, true)
  return env
end

--- Loads the parts that have bindings which a source names. `parts.lua` has one that does; VMs for rules have no parts.
function rig.load_bindings() end

--- Runs a script in an environment of its own, with globals that it is given. Gives the environment, what the script
--- returned, and its path.
function rig.load_script(name, kind, globals)
  local path, source, counting, counters, flags = resolve_script(name, kind, (rig.user_frame()))
  rig.load_bindings(source)
  local env = make_script_environment()
  for key, value in base.next, globals or {} do env[key] = value end
  local given = copy(env)
  local result = compile_file(path, source, env, true, counting, counters, flags)(path)
  return { env = env, given = given, result = result, path = path }
end

local function has_function(value)
  for _, item in base.next, value do
    if type(item) == "function" then return true end
  end
  return false
end

--- Where a script's functions are: the table it returns, unless that has none, else its environment.
function rig.holder_of(script)
  local result = script.result
  return type(result) == "table" and has_function(result) and result or script.env
end

--- The script's entry: what it returns if that is a function, the global function called `entry`, or its only one.
function rig.entry_of(script, entry)
  if entry == nil and type(script.result) == "function" then return script.result end
  local holder = rig.holder_of(script)
  if entry ~= nil then
    if type(holder[entry]) == "function" then return holder[entry] end
    raise(script.path .. ": has no function called " .. rig.tostring(entry))
  end
  local names = {}
  for key, value in base.next, holder do
    if type(value) == "function" and type(key) == "string" and script.given[key] ~= value then
      names[#names + 1] = key
    end
  end
  if #names == 1 then return holder[names[1]], names[1] end
  rig.table.sort(names)
  if #names == 0 then raise(script.path .. ": defines no function, so it has no entry") end
  raise(script.path .. ": has several functions (" .. rig.table.concat(names, ", ") .. "); name the entry")
end

function rig.native_bindings.script(half)
  if half ~= "control" then return nil end
  return {
    load = function(name)
      local script = rig.load_script(rig.expect("script.load", "string", name))
      if script.result ~= nil then return script.result end
      return script.env
    end,
    entry = function(name, entry)
      return (rig.entry_of(rig.load_script(rig.expect("script.entry", "string", name)), entry))
    end,
  }
end
