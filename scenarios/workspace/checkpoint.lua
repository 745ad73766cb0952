-- Keeps an agent's progress in a file in such a way that no failure leaves it without one: a new state is written beside the
-- old one, and takes its place when it is whole.
local checkpoint = {}

local FILE, NEXT, RETRIES = "state/progress.json", "state/progress.json.next", 3

--- Saves a state. Gives nil and why where that was not possible; the last state is then still there.
function checkpoint.save(state)
  local ok, problem = pcall(workspace.write_file, NEXT, json.encode(state))
  if not ok then
    if workspace.file_exists(NEXT) then workspace.delete(NEXT) end
    return nil, problem
  end
  if workspace.file_exists(FILE) then workspace.delete(FILE) end
  workspace.move(NEXT, FILE)
  return true
end

--- The last state whose step is at least `step`: a shared disk may show an older one for a while.
function checkpoint.load(step)
  for try = 1, RETRIES do
    local state = json.decode(workspace.read_file(FILE))
    if state.step >= step then return state end
    log.warn("stale progress", { step = state.step, try = try })
    clock.sleep(100 * 2 ^ try)
  end
  error("no progress from step " .. step .. " on", 0)
end

--- Lines of all logs that are there; one may be taken away while they are read.
function checkpoint.collect_logs()
  local lines = {}
  for _, path in ipairs(workspace.glob("log/*.log")) do
    local ok, text = pcall(workspace.read_file, path)
    if ok then lines[#lines + 1] = path .. ": " .. text end
  end
  return lines
end

return checkpoint
