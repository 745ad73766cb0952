-- What a person types at a prompt: compiled as an expression or as statements, run, and shown. Not part of every VM.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, load, xpcall, select = base.type, base.load, base.xpcall, base.select
local find, concat, pack = string.find, table.concat, table.pack

local MAX_FRAMES = 8

--- A chunk of the text. Else nil, whether further lines could complete it, and Lua's message.
function rig.compile_input(text, name, env)
  -- The first value keeps a call from being a tail call, which would take the input's own frame away.
  local expression, first = load("return nil, " .. text, name, "t", env)
  if expression then
    return function(...) return select(2, expression(...)) end
  end
  local chunk, problem = load(text, name, "t", env)
  if chunk then return chunk end
  local unfinished = "near '?<eof>'?$"
  return nil, (find(problem, unfinished) or find(first, unfinished)) ~= nil, problem
end

--- Lua's message about a text that does not compile, without the name of the chunk.
function rig.show_syntax(problem)
  return (string.gsub(problem, "^[^\n]-:(%d+): ", function(line) return line == "1" and "" or "line " .. line .. ": " end))
end

local function show_values(values)
  local lines = {}
  for i = 2, values.n do lines[#lines + 1] = rig.inspect(values[i]) end
  return concat(lines, "\n")
end

--- An error as `on_error` gives it. The outermost frame is the input itself, which needs no address.
local function show_error(problem)
  if type(problem) ~= "table" then return rig.bounded(rig.message_of(problem)) end
  if problem.skipped then return "pending: " .. problem.skipped end
  local frames = problem.frames
  local input = frames[#frames]
  if #frames <= 1 then
    return (input and input.line > 1 and "line " .. input.line .. ": " or "") .. problem.message
  end
  local lines = { frames[1].file .. ":" .. frames[1].line .. ": " .. problem.message }
  for i = 1, rig.math.min(#frames - 1, MAX_FRAMES) do
    lines[#lines + 1] = "  " .. frames[i].file .. ":" .. frames[i].line .. ": " .. frames[i].name
  end
  return concat(lines, "\n")
end

--- Runs a chunk. Gives whether it returned, its values or its error as text, and whether the error is a failed check's.
function rig.run_input(chunk, ...)
  local results = pack(xpcall(chunk, rig.on_error, ...))
  if results[1] then return true, show_values(results) end
  return false, show_error(results[2]), type(results[2]) == "table" and results[2].check == true
end
