-- Tells a tracker how a build went: finds the ticket, writes a comment, and is patient with a tracker that is not well.
local TRACKER = "https://tracker.example.com/api"
local MAX_TRIES = 4

local function is_worth_another_try(reply)
  return not reply or reply.status == 429 or reply.status >= 500
end

local function send(method, path, options)
  local wait_ms = 500
  local reply, why
  for _ = 1, MAX_TRIES do
    local order = { method = method, url = TRACKER .. path, timeout_ms = 3000, headers = { authorization = "Bearer example" } }
    for name, value in pairs(options or {}) do order[name] = value end
    reply, why = http.request(order)
    if not is_worth_another_try(reply) then break end
    local told = reply and tonumber(reply.headers["Retry-After"])
    clock.sleep(told and told * 1000 or wait_ms)
    wait_ms = wait_ms * 2
  end
  if not reply then return nil, why end
  if reply.status >= 400 then return nil, "the tracker says " .. reply.status end
  return reply
end

--- All open tickets of a branch, page after page.
local function find_tickets(branch)
  local found, page = {}, 1
  while page do
    local reply, why = send("GET", "/tickets", { query = { branch = branch, state = "open", page = page } })
    if not reply then return nil, why end
    local part = reply:json()
    for _, ticket in ipairs(part.tickets) do found[#found + 1] = ticket end
    page = part.next_page
  end
  return found
end

return function(build)
  local tickets, why = find_tickets(build.branch)
  if not tickets then return nil, why end
  for _, ticket in ipairs(tickets) do
    local text = ("Build %d %s."):format(build.number, build.passed and "passed" or "failed: " .. build.reason)
    local reply
    reply, why = send("POST", "/tickets/" .. ticket.id .. "/comments", { json = { text = text, author = "ci" } })
    if not reply then return nil, why end
  end
  return #tickets
end
