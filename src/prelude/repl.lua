-- What `moonrig repl` asks for: Lua in a scenario file's environment, one piece after the other. Not part of every VM.
local rig = ...
local entries, bounded = rig.entries, rig.bounded

entries.seed = rig.seed

--- Runs a chunk. Gives how that ended, what to show, and whether an error is a failed check's. What the chunk defines is
--- counted, since it does not run.
local function run(chunk, ...)
  local before = #rig.tree.names
  local ok, shown, is_check = rig.run_input(chunk, ...)
  local count = #rig.tree.names - before
  if count > 0 then
    shown = shown .. (shown == "" and "" or "\n") .. count .. (count == 1 and " scenario" or " scenarios")
      .. " defined; `moonrig run` runs those of a file"
  end
  return ok and "returned" or "failed", shown, is_check
end

--- Runs a piece of Lua, where it is whole: else `unfinished`.
function entries.evaluate(source)
  local chunk, is_unfinished, problem = rig.compile_input(source, "@repl", rig.scenario_env)
  if is_unfinished then return "unfinished" end
  if not chunk then return "failed", rig.show_syntax(bounded(problem)) end
  return run(chunk)
end

--- Runs a file of the project.
function entries.evaluate_file(path, source)
  local chunk, problem = rig.compile(path, source, rig.scenario_env)
  if not chunk then return "failed", bounded(problem) end
  return run(chunk, path)
end
