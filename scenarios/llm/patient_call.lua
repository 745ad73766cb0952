-- Asks a model that may be busy: waits for as long as the provider says, or twice as long each time, and gives up in the end.

local MAX_TRIES = 5
local FIRST_WAIT_MS = 1000
local WORTH_IT = { rate_limit = true, overloaded = true, server_error = true, timeout = true, connection_reset = true }

return function(model, prompt)
  local wait_ms = FIRST_WAIT_MS
  local failure
  for _ = 1, MAX_TRIES do
    local reply
    reply, failure = llm.try_call(model, prompt, { timeout_ms = 30000 })
    if reply then return reply end
    if not WORTH_IT[failure.kind] then break end
    clock.sleep(failure.retry_after_ms or wait_ms)
    wait_ms = wait_ms * 2
  end
  return nil, failure
end
