-- Whether a change may go ahead by the votes it has: a rule over the module that counts them.
local approval = require("workflows.approval_workflow")

local function decide(decision, confidence, reasoning)
  return { decision = decision, confidence = confidence, reasoning = reasoning }
end

--- `request`: `{ author = "mira", change = { risk = "low", cost_cents = 500 }, votes = { { reviewer = "jonas", verdict = "approve" } } }`.
return function(request)
  if type(request) ~= "table" or type(request.change) ~= "table" then
    return decide("escalated", 1.0, "No change was given")
  end
  local needed, approvals, seen = approval.votes_needed(request.change), 0, {}
  for _, vote in ipairs(type(request.votes) == "table" and request.votes or {}) do
    local reviewer = type(vote) == "table" and vote.reviewer
    if type(reviewer) == "string" and reviewer ~= request.author and not seen[reviewer] then
      if vote.verdict == "refuse" then return decide("escalated", 0.95, "Refused by " .. reviewer) end
      if vote.verdict == "approve" then
        seen[reviewer] = true
        approvals = approvals + 1
      end
    end
  end
  if needed == 0 then return decide("autonomous", 0.9, "Small enough to go ahead") end
  if approvals >= needed then return decide("autonomous", 0.95, ("Approved by %d of %d"):format(approvals, needed)) end
  return decide("collaborative", 0.8, ("Waits for %d of %d votes"):format(needed - approvals, needed))
end
