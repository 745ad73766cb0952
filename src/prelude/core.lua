-- What every other file of the prelude stands on: values as text, the user's line, calls to the host.
-- All that is used later is taken into locals here, before any script can run.
local rig = ...
local base, debug, string, table, coroutine = rig.base, rig.debug, rig.string, rig.table, rig.coroutine
local type, error, select, rawget, next = base.type, base.error, base.select, base.rawget, base.next
local setmetatable, plain_tostring = base.setmetatable, base.tostring
local getinfo, getmetatable = debug.getinfo, debug.getmetatable
local byte, sub, format, gsub = string.byte, string.sub, string.format, string.gsub
local pcall = base.pcall

setmetatable(rig.list_marks, { __mode = "k" })
rig.null = rig.settings.null

-- Identities -------------------------------------------------------------------------------------------------------

local identities = setmetatable({}, { __mode = "k" })
local identity_count = 0

--- A stable number for a reference, in place of its address.
local function number_of(value)
  local known = identities[value]
  if not known then
    identity_count = identity_count + 1
    known = identity_count
    identities[value] = known
  end
  return known
end

--- The same as a name.
function rig.identity(value)
  return "#" .. number_of(value)
end

local references = { table = true, ["function"] = true, thread = true, userdata = true }

--- Lua's `tostring`, without addresses.
function rig.tostring(value)
  local kind = type(value)
  if not references[kind] then return plain_tostring(value) end
  if value == rig.null then return "null" end
  local meta = getmetatable(value)
  local custom = meta and rawget(meta, "__tostring")
  if custom then
    local text = custom(value)
    if type(text) ~= "string" then error("'__tostring' must return a string", 2) end
    return text
  end
  local name = meta and rawget(meta, "__name")
  -- In busted's world in the form of an address, which some libraries take apart.
  local shown = rig.is_for_busted and format("0x%08x", number_of(value)) or rig.identity(value)
  return (type(name) == "string" and name or kind) .. ": " .. shown
end

-- The user's line --------------------------------------------------------------------------------------------------

local AT = byte("@")

--- Whether a chunk's name is a user's (`@path`).
function rig.is_user_source(source)
  return byte(source, 1) == AT
end

local PRELUDE = "=[moonrig "

--- Whether a chunk's name is one of the prelude's.
function rig.is_prelude_source(source)
  return sub(source, 1, #PRELUDE) == PRELUDE
end

--- Names of chunks whose code is the scenario's own, and of those of scripts under test; what is both is a script's.
local own_sources, script_sources, source_count = {}, {}, 0
local MAX_SOURCES = 10000

--- Notes whose a chunk of that name is; of so many that few are files.
function rig.note_source(source, is_script)
  local sources = is_script and script_sources or own_sources
  if sources[source] or source_count >= MAX_SOURCES then return end
  source_count = source_count + 1
  sources[source] = true
end

--- Whether a chunk of that name is the scenario's own.
function rig.is_own_source(source)
  return own_sources[source] == true and not script_sources[source]
end

--- File and line of the innermost user frame, or nil.
function rig.user_frame()
  local level = 2
  while true do
    local info = getinfo(level, "Sl")
    if not info then return nil end
    if byte(info.source, 1) == AT then return sub(info.source, 2), info.currentline end
    level = level + 1
  end
end

--- Raises `message` at the innermost line of the user's.
function rig.raise(message)
  local file, line = rig.user_frame()
  if file then message = file .. ":" .. line .. ": " .. message end
  error(message, 0)
end

local raise = rig.raise

--- Checks an argument of a function that stands in for one of Lua's; says what Lua would, at the user's line.
function rig.check_argument(number, name, kind, value)
  if type(value) == kind then return end
  raise(format("bad argument #%d to '%s' (%s expected, got %s)", number, name, kind, type(value)))
end

local function tell_at_user(name, ok, ...)
  if ok then return ... end
  raise((gsub((...), "to '%?'", "to '" .. name .. "'")))
end

--- Calls a function of Lua's; what it says of its arguments is said at the user's line, by the name that users know.
function rig.call_as(name, fn, ...)
  return tell_at_user(name, pcall(fn, ...))
end

-- Functions by number ----------------------------------------------------------------------------------------------

local handlers, handler_count = {}, 0

--- Keeps a function and gives the number by which the host may ask for it to be called.
function rig.keep(fn)
  handler_count = handler_count + 1
  handlers[handler_count] = fn
  return handler_count
end

--- The function that is kept under a number.
function rig.kept(number) return handlers[number] end

--- Forgets a function that was kept.
function rig.drop(number) handlers[number] = nil end

--- The number under which the host knows the function by which a task lets others go on.
local PARK = 0

--- Keeps that function.
function rig.keep_park(fn) handlers[PARK] = fn end

-- What runs --------------------------------------------------------------------------------------------------------

--- The task that runs; there is one unless the scenario makes more. `root` is its outermost thread, `open` how many checks
--- have begun in it and not come to an answer, `misuse_count` how often a check was called in a wrong way, or something
--- that no check asked for failed. By `raised_check` the runner knows that an error is the verdict of the check that the
--- host knows by `raised_number`; by `raised_failure` that it is the failure which the host has noted as `failure_number`.
rig.task = { open = 0, misuse_count = 0 }

-- Calls to the host ------------------------------------------------------------------------------------------------

local dispatch, ops = rig.dispatch, rig.settings.ops
local yield, isyieldable = coroutine.yield, coroutine.isyieldable
--- What a task yields, behind `rig.waiting`, to let others go on; the host's own tokens begin at 1.
rig.PARKED = 0
local PARKED = rig.PARKED
local RAISE, WAIT, CALL, CONTINUE = 1, 2, 3, -1

--- What a coroutine yields when it waits for the host; `coroutine.resume` of the sandbox passes it outward.
rig.waiting = setmetatable({}, { __name = "waiting" })
local waiting = rig.waiting

--- Waits for the host where that is possible, and says where it is not.
function rig.wait(token)
  if isyieldable() then return yield(waiting, token) end
  -- The host says why, where it has to be said.
  if token == PARKED then return RAISE end
  local why = "cannot wait here: Lua cannot pause inside table.sort, gsub, a metamethod or an error handler"
  dispatch(ops["journal.error"], why)
  return RAISE, why
end

--- Raises what the host told; where that is a failure noted already, the runner knows the error by it.
local function raise_from_host(message, failure)
  local file, line = rig.user_frame()
  if file then message = file .. ":" .. line .. ": " .. message end
  if failure then
    local task = rig.task
    task.raised_failure, task.failure_number, task.misuse_count = message, failure, task.misuse_count + 1
  end
  error(message, 0)
end

local function finish(status, ...)
  if status == nil then return ... end
  if status == RAISE then return raise_from_host(...) end
  if status == WAIT then return finish(rig.wait((...))) end
  if status == CALL then
    local token, handler = ...
    return finish(dispatch(CONTINUE, token, handlers[handler](select(3, ...))))
  end
end

--- The host function of that name as a Lua function.
function rig.host(name)
  local op = ops[name]
  if not op then error("no host function is called " .. name) end
  return function(...)
    return finish(dispatch(op, ...))
  end
end

-- Entries ----------------------------------------------------------------------------------------------------------

--- Functions that the host calls by name.
rig.entries = {}
local entries, running = rig.entries, coroutine.running

--- Makes the running thread the outermost one of a task.
function rig.begin_task()
  rig.task = { root = running(), open = 0, misuse_count = 0 }
end

function rig.entry(name, ...)
  rig.begin_task()
  rig.scenario_task = rig.task
  return entries[name](...)
end

--- `name: what is wanted, got what`, raised at the user's line.
function rig.expect(name, kind, value)
  if type(value) ~= kind then raise(format("%s: a %s is expected, got %s", name, kind, type(value))) end
  return value
end

--- Copies the fields of a table, one level deep.
function rig.copy(source)
  local copy = {}
  for key, value in next, source do copy[key] = value end
  return copy
end

rig.pack, rig.unpack = table.pack, table.unpack
