-- Coroutines of a scenario's own code that were left before a check in them.
local rig = ...
local getinfo, sub = rig.debug.getinfo, rig.string.sub
local ipairs, type = rig.base.ipairs, rig.base.type

--- Coroutines that the scenario's own code has made, with their functions; `line`, where those of the file's top level
--- stood when the scenario began.
local threads = {}
local MAX_THREADS = 1000
local find_check = rig.host("check.find")

--- The line at which a coroutine stands; 0 where it has not begun.
local function line_of(thread)
  local level, info = 0, nil
  repeat
    info = getinfo(thread, level, "Sl")
    level = level + 1
  until not info or rig.is_user_source(info.source)
  return info and info.currentline or 0
end

--- The coroutines of the file's top level are not the scenario's, unless it goes on with them.
function rig.begin_threads()
  for _, made in ipairs(threads) do made.line = line_of(made.thread) end
end

function rig.note_thread(thread, fn)
  if #threads < MAX_THREADS then threads[#threads + 1] = { thread = thread, fn = fn } end
end

--- The file of a function of the user's, with its first and its last line; nil of any other.
function rig.lines_of(fn)
  if type(fn) ~= "function" then return nil end
  local info = getinfo(fn, "S")
  if not rig.is_user_source(info.source) then return nil end
  return sub(info.source, 2), info.linedefined, info.lastlinedefined
end

--- Where a coroutine that has not ended goes on, where its function ends, and whether it stands in the first of these lines;
--- nil where it has ended.
function rig.rest_of(thread, fn)
  local file, from, to = rig.lines_of(fn)
  if not file or rig.coroutine.status(thread) ~= "suspended" then return nil end
  local level = 0
  local info = getinfo(thread, level, "lf")
  while info and info.func ~= fn do
    level = level + 1
    info = getinfo(thread, level, "lf")
  end
  local at = info and info.currentline > 0 and info.currentline
  return file, at or from, to, at ~= nil
end

--- Fails the check in a coroutine that was never reached: what it should have said was not said.
function rig.end_threads()
  for _, made in ipairs(threads) do
    local file, from, to, has_begun = rig.rest_of(made.thread, made.fn)
    if made.line and made.line == line_of(made.thread) then file = nil end
    local line = file and find_check(file, from, to, has_begun)
    if line then
      rig.tell_failure("coroutine", nil, function()
        return { message = "a coroutine was left before its check at " .. file .. ":" .. line .. ", so nothing was checked there" }
      end)
    end
  end
end
