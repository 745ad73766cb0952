-- What a person types at a prompt: compiled as an expression or as statements, run, and shown.
-- A place is `{ file, line, env }`: what is typed counts as standing there, so that checks in it have an address.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, load, xpcall, select = base.type, base.load, base.xpcall, base.select
local find, gsub, rep, concat, pack = string.find, string.gsub, string.rep, table.concat, table.pack

local MAX_FRAMES = 8
local UNFINISHED = "near '?<eof>'?$"

--- A line of the input by its number in the file; nothing where that is its first one.
local function show_line(line, place)
  return line > place.line and "line " .. line - place.line + 1 .. ": " or ""
end

--- A chunk of the text. Else nil, Lua's message, and whether further lines could complete it.
function rig.compile_input(text, place)
  local name, above = "@" .. place.file, rep("\n", place.line - 1)
  -- The first value keeps a call from being a tail call, which would take the input's own frame away.
  local expression, first = load(above .. "return nil, " .. text, name, "t", place.env)
  if expression then
    return function(...) return select(2, expression(...)) end
  end
  local chunk, problem = load(above .. text, name, "t", place.env)
  if chunk then return chunk end
  local shown = gsub(problem, "^[^\n]-:(%d+): ", function(line) return show_line(base.tonumber(line), place) end)
  return nil, rig.bounded(shown), (find(problem, UNFINISHED) or find(first, UNFINISHED)) ~= nil
end

local function show_values(values)
  local lines = {}
  for i = 2, values.n do lines[#lines + 1] = rig.inspect(values[i]) end
  return concat(lines, "\n")
end

--- An error as `on_error` gives it. Where there is a place, the outermost frame is the input itself: it needs no address.
local function show_error(problem, place)
  if type(problem) ~= "table" then return rig.bounded(rig.message_of(problem)) end
  if problem.skipped then return "pending: " .. problem.skipped end
  local frames = problem.frames
  local count = place and #frames - 1 or #frames
  if count <= 0 then
    local input = frames[1]
    return (input and show_line(input.line, place) or "") .. problem.message
  end
  local lines = { frames[1].file .. ":" .. frames[1].line .. ": " .. problem.message }
  if count == 1 and not place then return lines[1] end
  for i = 1, rig.math.min(count, MAX_FRAMES) do
    lines[#lines + 1] = "  " .. frames[i].file .. ":" .. frames[i].line .. ": " .. frames[i].name
  end
  return concat(lines, "\n")
end

--- Runs a chunk, of a place where it was typed. Gives whether it returned, its values or its error as text, and whether the
--- error is a failed check's.
function rig.run_input(chunk, place, ...)
  local results = pack(xpcall(chunk, rig.on_error, ...))
  local lost = rig.take_lost()
  if lost then return false, show_error(lost, place), lost.check ~= nil end
  if results[1] then return true, show_values(results) end
  return false, show_error(results[2], place), type(results[2]) == "table" and results[2].check ~= nil
end
