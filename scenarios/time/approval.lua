-- Waits until someone has written a verdict into the workspace, looks once a minute, and reminds them every hour.

local MINUTE = 60 * 1000
local HOUR = 60 * MINUTE

local function poll(path)
  while not workspace.file_exists(path) do clock.sleep(MINUTE) end
  return workspace.read_file(path)
end

--- The verdict, or "expired" after so many hours.
function wait_for_approval(request, hours)
  local verdict = "approvals/" .. request .. ".txt"
  for hour = 1, hours do
    local in_time, found = clock.timeout(HOUR, poll, verdict)
    if in_time then return found end
    if hour < hours then log.warn("still waiting for approval", { request = request, hours = hour }) end
  end
  return "expired"
end
