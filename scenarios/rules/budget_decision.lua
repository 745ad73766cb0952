-- Whether a budget can be split as asked, and how: a rule over the module that splits it.
-- `request`: `{ budget_cents = 1000, teams = { { name = "core", weight = 5, min_cents = 100 }, … } }`.
require("budget_allocation")

-- A team that gets more than this share is looked at by a person.
local LARGE_SHARE = 0.6

local function is_list_of_teams(teams)
  if type(teams) ~= "table" or #teams == 0 then return false end
  for _, team in ipairs(teams) do
    if type(team) ~= "table" or type(team.name) ~= "string" then return false end
  end
  return true
end

function decide_budget(request)
  if type(request) ~= "table" or not is_list_of_teams(request.teams) then
    return { decision = "escalated", confidence = 1.0, reasoning = "No teams were given" }
  end
  local ok, shares = pcall(allocate_budget, request.budget_cents, request.teams)
  if not ok then return { decision = "escalated", confidence = 0.9, reasoning = shares } end

  local largest
  for _, team in ipairs(request.teams) do
    if not largest or shares[team.name] > shares[largest] then largest = team.name end
  end
  if #request.teams > 1 and shares[largest] > request.budget_cents * LARGE_SHARE then
    return { decision = "collaborative", confidence = 0.8, reasoning = largest .. " gets most of it", shares = shares }
  end
  return { decision = "autonomous", confidence = 0.95, reasoning = "Split to the cent", shares = shares }
end

return { entry = "decide_budget" }
