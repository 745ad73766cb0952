-- Asks a model again while it is busy: after 1 s, 2 s, 4 s, … up to 5 minutes, with a little chance so that many askers do not
-- come back at once. Gives up after an hour.

local FIRST_MS, LONGEST_MS, PATIENCE_MS = 1000, 5 * 60 * 1000, 60 * 60 * 1000

function ask_patiently(prompt)
  local give_up, pause = clock.now() + PATIENCE_MS, FIRST_MS
  while true do
    local answered, reply = pcall(llm.call, "simple", prompt)
    if answered then return reply.text end
    if not tostring(reply):find("429", 1, true) then error(reply, 0) end
    if clock.now() + pause > give_up then return nil, "the model is still busy after an hour" end
    clock.sleep(pause + random.integer(0, pause // 10))
    pause = math.min(pause * 2, LONGEST_MS)
  end
end
