-- Splits a budget of whole cents over teams by weight, to the cent: what rounding leaves over goes, a cent
-- each, to the teams that lost most by it. A team's min_cents is served first.

-- Two numbers up to here can be multiplied without overflow.
local MOST = 2 ^ 31 | 0

local function check_whole(what, value)
  if math.type(value) ~= "integer" or value < 0 or value > MOST then
    error(("%s: a whole number from 0 to %d is expected"):format(what, MOST), 0)
  end
  return value
end

--- Sum of the floors and sum of the weights.
local function add_up(teams)
  local floors, weights, seen = 0, 0, {}
  for _, team in ipairs(teams) do
    if seen[team.name] then error("team " .. team.name .. " is named twice", 0) end
    seen[team.name] = true
    floors = floors + check_whole(team.name .. ".min_cents", team.min_cents or 0)
    weights = weights + check_whole(team.name .. ".weight", team.weight)
  end
  return floors, weights
end

--- Gives `{ [team's name] = cents }`; the cents add up to the budget.
function allocate_budget(budget_cents, teams)
  check_whole("budget", budget_cents)
  local floors, weights = add_up(teams)
  if floors > budget_cents then
    error(("budget: %d cents cannot serve floors of %d"):format(budget_cents, floors), 0)
  end
  if weights == 0 then error("teams: at least one needs a weight", 0) end

  local free, left = budget_cents - floors, budget_cents
  local shares, by_loss = {}, {}
  for i, team in ipairs(teams) do
    local cents = (team.min_cents or 0) + free * team.weight // weights
    shares[team.name] = cents
    left = left - cents
    by_loss[i] = { name = team.name, loss = free * team.weight % weights, place = i }
  end

  table.sort(by_loss, function(a, b)
    if a.loss ~= b.loss then return a.loss > b.loss end
    return a.place < b.place
  end)
  for i = 1, left do
    local name = by_loss[i].name
    shares[name] = shares[name] + 1
  end
  return shares
end
