-- The globals that every environment starts with, made anew for each.
local rig = ...
local base, table, math, utf8, string = rig.base, rig.table, rig.math, rig.utf8, rig.string
local type, rawget, select = base.type, base.rawget, base.select
local real_setmetatable, real_load, real_count = base.setmetatable, base.load, base.collectgarbage
local real_rawset = base.rawset
local concat, sub = table.concat, string.sub
local copy, raise, tostring = rig.copy, rig.raise, rig.tostring
local check_argument, call_as, debug_getmetatable = rig.check_argument, rig.call_as, rig.debug.getmetatable
local host = rig.host

-- The largest source that `load` takes, as for files.
local MAX_SOURCE = 1024 * 1024
-- The longest name of a chunk: it is told with every failure and every entry of the journal.
local MAX_NAME = 200

local function setmetatable(value, meta)
  check_argument(1, "setmetatable", "table", value)
  if meta ~= nil and type(meta) ~= "table" then check_argument(2, "setmetatable", "nil or table", meta) end
  if type(meta) == "table" and rawget(meta, "__gc") ~= nil then
    raise("setmetatable: __gc is not available: finalizers would run at no defined moment")
  end
  local own = debug_getmetatable(value)
  if own and rawget(own, "__metatable") ~= nil then raise("cannot change a protected metatable") end
  return real_setmetatable(value, meta)
end

--- Tables that have a say in what is written to them, whatever way is taken.
local guarded = real_setmetatable({}, { __mode = "k" })

--- Makes `rawset` of scripts go by a table's `__newindex`; gives it.
function rig.guard_writes(value)
  guarded[value] = true
  return value
end

local function rawset(value, ...)
  local key, item = ...
  if not guarded[value] then
    if type(value) == "table" and key == key and key ~= nil then return real_rawset(value, key, item) end
    return call_as("rawset", real_rawset, value, ...)
  end
  value[key] = item
  return value
end

local function collectgarbage(what)
  if what == "count" then return real_count("count") end
  if rig.is_for_busted then
    -- The collector goes on whatever a spec says of it.
    return (what == nil or what == "collect") and real_count("collect") or 0
  end
  raise('collectgarbage: only "count" is available')
end

--- `debug.traceback`: the frames of users only, and no addresses.
local function traceback(message, second)
  if type(message) == "thread" then message = second end
  if message ~= nil and type(message) ~= "string" and type(message) ~= "number" then return message end
  local lines = { "stack traceback:" }
  for _, frame in base.ipairs(rig.user_frames()) do
    lines[#lines + 1] = "\t" .. frame.file .. ":" .. frame.line .. ": " .. frame.name
  end
  return (message and message .. "\n" or "") .. concat(lines, "\n")
end

local write = host("print")

local function print(...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = tostring((select(i, ...))) end
  write(concat(parts, "\t"))
end

--- A compiled chunk of a text; nil and Lua's message where it is not Lua.
function rig.load_text(source, name, env)
  return real_load(source, name, "t", env)
end

--- Gathers the pieces of a reader function; nil and a message past the limit.
local function read_pieces(reader)
  local pieces, size = {}, 0
  while true do
    local piece = reader()
    if piece == nil or piece == "" then return concat(pieces) end
    if type(piece) ~= "string" then return nil, "reader function must return a string" end
    size = size + #piece
    if size > MAX_SOURCE then return nil, "load: the source is larger than 1 MiB" end
    pieces[#pieces + 1] = piece
  end
end

--- A chunk's name as it may be: no chunk poses as the prelude, and none of a script as a file of the scenario's own.
local function read_name(name, is_script)
  name = sub(name, 1, MAX_NAME)
  if rig.is_prelude_source(name) or (is_script and rig.is_own_source(name)) then return "=(load)" end
  return name
end

--- Text only, and at most 1 MiB; the environment is the one this `load` belongs to unless another is given.
local function make_load(env, is_script)
  return function(chunk, name, _, ...)
    if type(chunk) == "function" then
      local text, why = read_pieces(chunk)
      if not text then return nil, why end
      chunk, name = text, name or "=(load)"
    end
    if type(chunk) ~= "string" then raise("load: a string or a function is expected, got " .. type(chunk)) end
    if #chunk > MAX_SOURCE then return nil, "load: the source is larger than 1 MiB" end
    if name == nil then name = sub(chunk, 1, 60) end
    if type(name) == "string" then
      name = read_name(name, is_script)
      rig.note_source(name, is_script)
    end
    check_argument(2, "load", "string", name)
    local chosen = env
    if select("#", ...) > 0 then chosen = ... end
    return rig.load_text(chunk, name, chosen)
  end
end

local os_time, os_clock, os_date = host("os.time"), host("os.clock"), host("os.date")

local function make_os()
  return {
    time = os_time,
    clock = os_clock,
    date = os_date,
    difftime = function(later, earlier)
      check_argument(1, "difftime", "number", later)
      if earlier ~= nil then check_argument(2, "difftime", "number", earlier) end
      return later - (earlier or 0) + 0.0
    end,
  }
end

local can_stop = host("debug.can_stop")

--- Stops for the person at the terminal, where there is one.
local function breakpoint()
  if not can_stop() then return end
  rig.load_part("debugger")
  rig.stop()
end

local kept = {
  "assert", "error", "ipairs", "next", "pairs", "rawequal", "rawget", "rawlen", "select", "tonumber", "type", "_VERSION",
}

--- Without arguments Lua would seed from an address and give it away; here the run's seed stays.
local function randomseed(...)
  if select("#", ...) > 0 then call_as("randomseed", math.randomseed, ...) end
end

--- Fills `env` with copies of the allowed libraries and returns it.
function rig.fill_environment(env, is_script)
  for _, name in base.ipairs(kept) do env[name] = base[name] end
  env._G = env
  env.getmetatable = base.getmetatable
  env.setmetatable, env.rawset = setmetatable, rawset
  env.pcall, env.xpcall = rig.pcall, rig.xpcall
  env.tostring = tostring
  env.print = print
  env.collectgarbage = collectgarbage
  env.load = make_load(env, is_script)
  env.string = rig.make_string_library()
  env.coroutine = rig.make_coroutine_library()
  env.table = copy(table)
  env.math = copy(math)
  env.math.randomseed = randomseed
  env.utf8 = copy(utf8)
  env.os = make_os()
  env.debug = { traceback = traceback }
  env.breakpoint = breakpoint
  return env
end

--- Seeds `math.random` of every environment.
function rig.seed(high, low)
  math.randomseed(high, low)
end

--- A compiled chunk of a file, in an environment; nil and Lua's message where it is not Lua. `is_script`: of a script under
--- test. Behind it, where the host wants to know what runs, the source with counters in it and how many these are.
function rig.compile(path, source, env, is_script, counting, ...)
  rig.note_source("@" .. path, is_script)
  local chunk = counting and rig.compile_counting(path, counting, env, ...)
  if chunk then return chunk end
  return rig.load_text(source, "@" .. path, env)
end
