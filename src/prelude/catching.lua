-- `pcall` and `xpcall` as scripts see them. They are Lua's, but for one thing: where the stack had run out, a check may have
-- been kept from beginning, and nothing else would tell of it.
local rig = ...
local base, debug = rig.base, rig.debug
local type, select, plain_xpcall = base.type, base.select, base.xpcall
local getinfo, getlocal, getmetatable = debug.getinfo, debug.getlocal, debug.getmetatable
local find, sub, raise, running = rig.string.find, rig.string.sub, rig.raise, rig.coroutine.running

-- Places that are kept, and frames that are looked at for one: the stack is short where this is called.
local MAX_PLACES, MAX_FRAMES = 100, 12
-- What Lua calls a value that has no name: among those of a frame is what it was about to call.
local TEMPORARY = "(temporary)"

--- Where in the scenario's own functions the stack ran out in place of a check.
local places = {}
--- What a check is called by: functions, tables, and metatables of tables.
local check_forms = {}

--- Notes a value, or a metatable, as what a check is called by; gives it.
function rig.note_check(form)
  check_forms[form] = true
  return form
end

local function is_check(value)
  return value ~= nil and (check_forms[value] or type(value) == "table" and check_forms[getmetatable(value)])
end

--- Notes the innermost frame of a user's where its code is the scenario's own, and a value in it a check.
local function note_place(thread)
  for level = 0, MAX_FRAMES do
    local info = getinfo(thread, level, "Sl")
    if not info then return end
    if info.what ~= "C" and not rig.is_prelude_source(info.source) then
      local i = rig.is_own_source(info.source) and 1 or 0
      local name, value = getlocal(thread, level, i)
      while name and not (name == TEMPORARY and is_check(value)) do
        i = i + 1
        name, value = getlocal(thread, level, i)
      end
      if name then places[#places + 1] = info end
      return
    end
  end
end

--- Whether an error says that the stack ran out.
local function is_overflow(problem)
  return type(problem) == "string" and find(problem, "stack overflow", 1, true)
end

--- Notes, where that has ended a coroutine, whether the scenario's own function was about to check something.
function rig.note_overflow(thread, problem)
  if is_overflow(problem) and #places < MAX_PLACES then note_place(thread) end
end

--- A message handler that changes nothing.
local function pass_on(problem)
  if is_overflow(problem) and #places < MAX_PLACES then note_place(running()) end
  return problem
end

function rig.pcall(...)
  if select("#", ...) == 0 then raise("bad argument #1 to 'pcall' (value expected)") end
  local fn = ...
  return plain_xpcall(fn, pass_on, select(2, ...))
end

function rig.xpcall(fn, handler, ...)
  if type(handler) ~= "function" then
    raise("bad argument #2 to 'xpcall' (function expected, got " .. type(handler) .. ")")
  end
  return plain_xpcall(fn, function(problem)
    return handler(pass_on(problem))
  end, ...)
end

--- Forgets what came before.
function rig.begin_catching() places = {} end

--- Fails the checks that the end of the stack has kept from being made.
function rig.end_catching()
  local told = {}
  for _, info in base.ipairs(places) do
    local place = sub(info.source, 2) .. ":" .. info.currentline
    if not told[place] then
      told[place] = true
      rig.tell_failure("assert", nil, function()
        return { message = "the stack was full, and the check at " .. place .. " was not made" }
      end)
    end
  end
end
