-- Requests for approval: how many people must agree to a change, and how their votes add up.
-- A request is plain data; each function gives a new one and leaves its argument as it was.

local HOUR_MS = 60 * 60 * 1000
local EXPIRES_AFTER_MS = 72 * HOUR_MS

-- In cents.
local SMALL, LARGE = 1000, 100000

local approval = {}

--- Votes that a change needs. A risk that is not known is taken for a high one.
function approval.votes_needed(change)
  local cost = change.cost_cents
  if change.risk ~= "low" and change.risk ~= "medium" then return 2 end
  if type(cost) ~= "number" or cost > LARGE then return 2 end
  if change.risk == "low" and cost <= SMALL then return 0 end
  return 1
end

function approval.open(change)
  return {
    author = change.author,
    needed = approval.votes_needed(change),
    opened_at = clock.now(),
    votes = {},
  }
end

--- "approved", "refused", "expired" or "waiting". One refusal is enough.
function approval.state(request)
  local approvals = 0
  for _, vote in ipairs(request.votes) do
    if vote.verdict == "refuse" then return "refused" end
    approvals = approvals + 1
  end
  if approvals >= request.needed then return "approved" end
  if clock.now() - request.opened_at > EXPIRES_AFTER_MS then return "expired" end
  return "waiting"
end

--- Adds a vote. Who votes twice has changed their mind: the later vote counts.
function approval.vote(request, reviewer, verdict)
  local state = approval.state(request)
  if state ~= "waiting" then error("the request is " .. state, 2) end
  if verdict ~= "approve" and verdict ~= "refuse" then error("a vote is approve or refuse", 2) end
  if reviewer == request.author then error("nobody votes on a change of their own", 2) end

  local votes = {}
  for _, vote in ipairs(request.votes) do
    if vote.reviewer ~= reviewer then table.insert(votes, vote) end
  end
  table.insert(votes, { reviewer = reviewer, verdict = verdict })
  return { author = request.author, needed = request.needed, opened_at = request.opened_at, votes = votes }
end

return approval
