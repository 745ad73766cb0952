-- What `moonrig repl` asks for: Lua in a scenario file's environment, one piece after the other.
local rig = ...
rig.load_part("evaluate")
local entries = rig.entries

local place = { file = "repl", line = 1, env = rig.scenario_env }
rig.note_source("@" .. place.file)

--- Readies the environment, before the setup files.
function entries.open(is_for_busted, high, low)
  if is_for_busted then rig.open_for_busted() end
  rig.seed(high, low)
end

--- Runs a chunk. Gives how that ended, what to show, and whether an error is a failed check's. What the chunk defines is
--- counted, since it does not run.
local function run(chunk, input_place, path)
  local before = #rig.tree.names
  local ok, shown, is_check = rig.run_input(chunk, input_place, path)
  local count = #rig.tree.names - before
  if count > 0 then
    shown = shown .. (shown == "" and "" or "\n") .. count .. (count == 1 and " scenario" or " scenarios")
      .. " defined; `moonrig run` runs those of a file"
  end
  return ok and "returned" or "failed", shown, is_check
end

--- Runs a piece of Lua, where it is whole: else `unfinished`.
function entries.evaluate(source)
  local chunk, problem, is_unfinished = rig.compile_input(source, place)
  if chunk then return run(chunk, place) end
  if is_unfinished then return "unfinished" end
  return "failed", problem
end

--- Runs a file of the project.
function entries.evaluate_file(path, source)
  local chunk, problem = rig.compile(path, source, rig.scenario_env)
  if chunk then return run(chunk, nil, path) end
  return "failed", rig.bounded(problem)
end
